using Microsoft.Extensions.Configuration;

namespace Petals.Mixtral.Config.Configuration;

/// <summary>Finds the key that the user probably meant: first among the siblings, then in the other parts.</summary>
internal static class KeySuggestion
{
    /// <param name="unknown">The unknown key.</param>
    /// <param name="part">The part that it is in; null for the section itself.</param>
    /// <returns>The path of a key with the same or a similar name; null if no name is similar.</returns>
    public static string? Find(IConfigurationSection unknown, SectionPart? part)
    {
        string parent = unknown.Path[..^unknown.Key.Length];
        string section = part is null ? parent : parent[..(parent.TrimEnd(':').LastIndexOf(':') + 1)];
        IEnumerable<(string Path, string[] Names)> parts = SectionPart.All.Select(other =>
            (
                other == part ? parent : $"{section}{other.Name}:",
                other.Settings.Select(setting => setting.Name).ToArray()
            )
        );
        string[] own =
        [
            .. LoadingOption.All.Select(option => option.Name),
            .. SectionPart.All.Select(other => other.Name),
        ];
        (string Path, string[] Names)[] places =
        [
            .. parts.Append((Path: section, Names: own)).OrderByDescending(place => place.Path == parent),
        ];
        string bare = Bare(unknown.Key);
        return First(places, names => Array.Find(names, name => Bare(name) == bare))
            ?? First(places, names => Nearest(bare, names));
    }

    private static string? First(IEnumerable<(string Path, string[] Names)> places, Func<string[], string?> find) =>
        places
            .Select(place => find(place.Names) is { } name ? place.Path + name : null)
            .FirstOrDefault(found => found is not null);

    private static string? Nearest(string bareKey, string[] names)
    {
        Dictionary<string, string> bare = names.ToDictionary(Bare);
        return NearestName.Of(bareKey, bare.Keys) is { } nearest ? bare[nearest] : null;
    }

    /// <summary>The form that snake_case, PascalCase and every other spelling of a name have in common.</summary>
    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
