namespace Petals.Mixtral.Config.Hub;

/// <summary>A file in the list of a repo.</summary>
public sealed record HubFileEntry
{
    internal HubFileEntry(string path, long size, string hash)
    {
        Path = path;
        Size = size;
        Hash = hash;
    }

    /// <summary>The path of the file inside the repo, its parts separated by <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; }

    /// <summary>The SHA-256 of a large file, otherwise git's SHA-1. It is the name of the blob in the cache.
    /// Empty for a file that is in the cache without a blob.</summary>
    public string Hash { get; }
}
