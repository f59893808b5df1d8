namespace Petals.Mixtral.Config.Hub;

/// <summary>What the Hub reports about a file without its content.</summary>
public sealed class HubFileMetadata
{
    internal HubFileMetadata(string fileName, string commitHash, ETag tag, long? size)
    {
        FileName = fileName;
        CommitHash = commitHash;
        Tag = tag;
        Size = size;
    }

    /// <summary>The path of the file inside the repo, such as <c>config.json</c>.</summary>
    public string FileName { get; }

    /// <summary>The commit of the revision.</summary>
    public string CommitHash { get; }

    /// <summary>The entity tag, which names the blob in the cache. On the Hub it is the SHA-256 of a large file,
    /// otherwise git's SHA-1.</summary>
    public string ETag => Tag.Value;

    /// <summary>The size in bytes; <see langword="null"/> if the Hub does not state it.</summary>
    public long? Size { get; }

    internal ETag Tag { get; }

    /// <summary>The repo id to which the Hub redirected; null if it is the given one.</summary>
    internal string? CanonicalRepoId { get; init; }
}
