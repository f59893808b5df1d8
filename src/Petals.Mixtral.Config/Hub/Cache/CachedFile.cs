namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>A file that is in the cache.</summary>
/// <param name="Path">Its path in the snapshot.</param>
/// <param name="RealPath">The path without links: the blob, or the file itself if links are not possible.</param>
/// <param name="CommitHash">The commit of the snapshot.</param>
internal sealed record CachedFile(string Path, string RealPath, string CommitHash)
{
    /// <summary>The name of the blob. Null if the snapshot has the file itself.</summary>
    public ETag? BlobName => CacheLayout.IsBlob(RealPath) ? ETag.TryParse(System.IO.Path.GetFileName(RealPath)) : null;

    public HubFile ToHubFile(RepoFile file, bool wasDownloaded) =>
        new(Path, file.Cache.Repo.Value, file.Path.Value, CommitHash, wasDownloaded);

    /// <summary>
    /// The tag that the Hub has for this content: the name of the blob, or git's hash of a file without one. Null if
    /// the content does not match the name of the blob, or cannot be read.
    /// </summary>
    public ETag? ReadTag()
    {
        try
        {
            return BlobName is not { } name ? ETag.TryParse(BlobHash.Compute(RealPath, ETagKind.GitBlob)!)
                : BlobHash.Matches(RealPath, name) ? name
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the content is that of a tag. Without a blob, only a tag that is a hash can show it.</summary>
    public bool Holds(ETag tag)
    {
        try
        {
            return (BlobName is { } name ? name == tag : tag.Kind is not ETagKind.Opaque)
                && BlobHash.Matches(RealPath, tag);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
