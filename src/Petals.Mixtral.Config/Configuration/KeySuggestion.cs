namespace Petals.Mixtral.Config.Configuration;

/// <summary>Suggests the key that an unknown key may mean, even if it belongs to another section.</summary>
internal static class KeySuggestion
{
    /// <param name="unknown">The unknown key.</param>
    /// <param name="isInner">Whether it is in a section inside the root.</param>
    public static string? Find(IConfigurationSection unknown, bool isInner)
    {
        string root = unknown.Path[..^unknown.Key.Length];
        root = isInner ? root[..(root.TrimEnd(':').LastIndexOf(':') + 1)] : root;
        IEnumerable<string> keys = SectionPart
            .Root.Keys.Select(key => key.Name)
            .Concat(SectionPart.Inner.Select(part => part.Name))
            .Concat(SectionPart.Inner.SelectMany(part => part.Keys.Select(key => $"{part.Name}:{key.Name}")));
        var paths = keys.ToDictionary(key => Bare(key[(key.IndexOf(':') + 1)..]));
        string? match = NearestName.Of(Bare(unknown.Key), paths.Keys);
        return match is null ? null : root + paths[match];
    }

    /// <summary>The name without case and underscores, in which C# and Python differ.</summary>
    private static string Bare(string name) => name.Replace("_", "").ToUpperInvariant();
}
