namespace Petals.Mixtral.Config.Files;

/// <summary>A path with its links followed, and what was seen at the end of them.</summary>
/// <param name="Path">The path to open.</param>
/// <param name="Entry">What stands there.</param>
internal readonly record struct FoundFile(string Path, DiskEntry Entry)
{
    /// <summary>Whether it is a file, or what looks like one.</summary>
    public bool IsThere => Entry.Kind is DiskEntryKind.File;
}
