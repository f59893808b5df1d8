namespace Petals.Mixtral.Config.Files;

/// <summary>What stands at a path.</summary>
internal enum DiskEntryKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file. Pipes and devices are files without length.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, whatever it leads to.</summary>
    Link,
}
