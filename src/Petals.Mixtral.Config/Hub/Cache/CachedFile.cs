namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>A file that is in the cache.</summary>
/// <param name="Path">Its path in the snapshot.</param>
/// <param name="Resolved">The path of the regular file that this leads to: the blob, or the file itself where links are
/// not possible.</param>
/// <param name="CommitHash">The commit of the snapshot.</param>
internal sealed record CachedFile(string Path, string Resolved, string CommitHash)
{
    /// <summary>The name of the blob; <see langword="null"/> for a file that stands for itself.</summary>
    public ETag? BlobName =>
        System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Resolved)) == CacheLayout.BlobsName && !IsItself
            ? ETag.TryParse(System.IO.Path.GetFileName(Resolved))
            : null;

    private bool IsItself => Path == Resolved;

    /// <summary>
    /// The tag under which the Hub knows this content: the name of the blob, or git's hash of a file that stands for
    /// itself.
    /// <see langword="null"/> where the bytes are not those that the name promises, or cannot be read.
    /// </summary>
    public ETag? ReadTag()
    {
        try
        {
            return BlobName is not { } name ? ETag.TryParse(BlobHash.Of(Resolved, ETagKind.GitBlob)!)
                : BlobHash.Matches(Resolved, name) ? name
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether its bytes are those that a tag stands for, which of a file without a blob is known only where
    /// the tag is a hash.</summary>
    public bool Holds(ETag tag)
    {
        try
        {
            return (BlobName is { } name ? name == tag : tag.Kind is not ETagKind.Opaque)
                && BlobHash.Matches(Resolved, tag);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
