using Microsoft.Extensions.Configuration;

namespace Petals.Mixtral.Config.Configuration;

/// <summary>Suggests the key that an unknown key may mean, even if it belongs to another section.</summary>
internal static class KeySuggestion
{
    /// <param name="unknown">The unknown key.</param>
    /// <param name="part">The part that the key is in; null if it is in the section itself.</param>
    public static string? Find(IConfigurationSection unknown, SectionPart? part)
    {
        string parent = unknown.Path[..^unknown.Key.Length];
        string section = part is null ? parent : parent[..(parent.TrimEnd(':').LastIndexOf(':') + 1)];
        IEnumerable<(string Name, string Parent)> keys =
        [
            .. LoadingOption.All.Select(option => (option.Name, section)),
            .. SectionPart.All.Select(other => (other.Name, section)),
            .. SectionPart.All.SelectMany(other =>
                other.Settings.Select(setting => (setting.Name, other == part ? parent : $"{section}{other.Name}:"))
            ),
        ];
        var paths = keys.ToDictionary(key => Bare(key.Name), key => key.Parent + key.Name);
        string bare = Bare(unknown.Key);
        string? match = paths.ContainsKey(bare) ? bare : NearestName.Of(bare, paths.Keys);
        return match is null ? null : paths[match];
    }

    /// <summary>The name as both C# and Python spell it.</summary>
    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
