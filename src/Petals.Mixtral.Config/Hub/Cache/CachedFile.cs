namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>A file that is in the cache.</summary>
/// <param name="Cache">The cache of its repo.</param>
/// <param name="Path">Its path in the snapshot.</param>
/// <param name="CommitHash">The commit of the snapshot.</param>
/// <param name="BlobName">The name of the blob. Null if the snapshot has the file itself.</param>
internal sealed record CachedFile(RepoCache Cache, string Path, string CommitHash, ETag? BlobName)
{
    public HubFile ToHubFile(RepoFile file, bool wasDownloaded) =>
        new(Path, file.Cache.Repo.Value, file.Path.Value, CommitHash, wasDownloaded);

    /// <summary>
    /// The tag that the Hub has for this content: the name of the blob, or git's hash of a file without one. Null if
    /// the content does not match the name of the blob, or cannot be read.
    /// </summary>
    public ETag? ReadTag(CancellationToken cancellation)
    {
        if (BlobName is { } name)
        {
            using OpenedFile? intact = BlobHash.TryOpen(Cache, Path, name, cancellation);
            return intact is null ? null : name;
        }

        try
        {
            using OpenedFile? file = Cache.Open(Path);
            return file is null ? null : ETag.TryParse(BlobHash.Compute(file, ETagKind.GitBlob, cancellation)!);
        }
        catch (Exception exception) when (exception.IsFileError() || exception is HubException)
        {
            return null;
        }
    }
}
