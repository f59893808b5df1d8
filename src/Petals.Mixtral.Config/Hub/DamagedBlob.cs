namespace Petals.Mixtral.Config.Hub;

/// <summary>A cached blob whose content does not have the hash that is its name, or that cannot be read.</summary>
public sealed class DamagedBlob(string path, string expected, string found)
{
    /// <summary>The full path of the blob. To repair it, delete it and download the file again.</summary>
    public string Path { get; } = path;

    /// <summary>The hash that is its name: git's blob SHA-1 (40 digits) or SHA-256 (64 digits).</summary>
    public string Expected { get; } = expected;

    /// <summary>The hash of its content, or why it could not be read.</summary>
    public string Found { get; } = found;
}
