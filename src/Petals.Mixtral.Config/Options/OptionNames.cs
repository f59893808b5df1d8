using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>The option that somebody who wrote an unknown key is likely to have meant.</summary>
internal static class OptionNames
{
    /// <summary>The full key: a similar one of the same section, else one that has this name in another section.</summary>
    /// <param name="unknown">The key.</param>
    /// <param name="siblings">What the section may hold.</param>
    public static string? Suggest(IConfigurationSection unknown, IReadOnlyList<Option> siblings)
    {
        string section = unknown.Path[..^unknown.Key.Length];
        if (Nearest(unknown.Key, siblings.Select(option => option.Name)) is { } name)
        {
            return section + name;
        }

        var all = new DistributedMixtralOptions();
        bool isTop = siblings.Any(option => option.Kind is null);
        string top = isTop ? section : section[..(section.TrimEnd(':').LastIndexOf(':') + 1)];
        return Elsewhere(unknown.Key, all.Sections) is { } elsewhere ? top + elsewhere
            : !isTop && Nearest(unknown.Key, all.Keys.Select(option => option.Name)) is { } atTop ? top + atTop
            : null;
    }

    private static string? Elsewhere(string key, IEnumerable<(string Name, SettingOptions Options)> sections) =>
        sections.Select(section => Nearest(key, section.Options.Keys.Select(option => option.Name)) is { } name ? $"{section.Name}:{name}" : null)
            .FirstOrDefault(name => name is not null);

    /// <summary>Case and underscores do not count: who knows a key from config.json writes it as it stands there.</summary>
    private static string? Nearest(string key, IEnumerable<string> names)
    {
        var bare = names.ToDictionary(Bare);
        return NearestName.Of(Bare(key), bare.Keys) is { } nearest ? bare[nearest] : null;
    }

    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
