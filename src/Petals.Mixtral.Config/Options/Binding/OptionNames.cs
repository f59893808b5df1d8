using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>The option that somebody who wrote an unknown key is likely to have meant.</summary>
internal static class OptionNames
{
    /// <summary>The full key: the one that has this name in whatever section; else a similar one, of the same section
    /// where there is one.</summary>
    /// <param name="unknown">The key.</param>
    /// <param name="siblings">What the section may hold.</param>
    public static string? Suggest(IConfigurationSection unknown, IReadOnlyList<Option> siblings)
    {
        string section = unknown.Path[..^unknown.Key.Length];
        var all = new DistributedMixtralOptions();
        bool isTop = siblings.Any(option => option.Kind is null);
        string top = isTop ? section : section[..(section.TrimEnd(':').LastIndexOf(':') + 1)];
        (string Path, IReadOnlyList<Option> Options)[] places =
        [
            (section, siblings),
            .. all.Sections.Select(part => ($"{top}{part.Name}:", part.Options.Keys)),
            (top, all.Keys),
        ];
        return First(places, names => Same(unknown.Key, names)) ?? First(places, names => Nearest(unknown.Key, names));
    }

    private static string? First(
        IEnumerable<(string Path, IReadOnlyList<Option> Options)> places,
        Func<IEnumerable<string>, string?> find
    ) =>
        places
            .Select(place => find(place.Options.Select(option => option.Name)) is { } name ? place.Path + name : null)
            .FirstOrDefault(found => found is not null);

    private static string? Same(string key, IEnumerable<string> names) =>
        names.FirstOrDefault(name => Bare(name) == Bare(key));

    /// <summary>Case and underscores do not count: who knows a key from config.json writes it as it stands
    /// there.</summary>
    private static string? Nearest(string key, IEnumerable<string> names)
    {
        var bare = names.ToDictionary(Bare);
        return NearestName.Of(Bare(key), bare.Keys) is { } nearest ? bare[nearest] : null;
    }

    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
