namespace Petals.Mixtral.Config.Hub;

/// <summary>A file in the list of a repo.</summary>
public sealed class HubFileEntry(string path, long size, string hash)
{
    /// <summary>The path of the file inside the repo, its parts separated by <c>/</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The size in bytes.</summary>
    public long Size { get; } = size;

    /// <summary>The SHA-256 of a large file, or git's SHA-1 of another: the name of its blob in the cache.</summary>
    public string Hash { get; } = hash;
}
