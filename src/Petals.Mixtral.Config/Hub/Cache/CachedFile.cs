namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>A file that is in the cache.</summary>
/// <param name="Path">Its path in the snapshot.</param>
/// <param name="CommitHash">The commit of the snapshot.</param>
/// <param name="BlobName">The name of the blob. Null if the snapshot has the file itself.</param>
internal sealed record CachedFile(string Path, string CommitHash, ETag? BlobName)
{
    /// <summary>The tag that the Hub has for the content.</summary>
    /// <inheritdoc cref="RepoCache.ReadTag"/>
    public ETag? ReadTag(RepoCache cache, CancellationToken cancellation) =>
        cache.ReadTag(Path, ETagKind.GitBlob, cancellation);

    public HubFile ToHubFile(RepoFile file, bool wasDownloaded, string? canonicalRepoId = null) =>
        new(Path, file.Cache.Repo.Value, file.Path.Value, CommitHash, wasDownloaded)
        {
            CanonicalRepoId = canonicalRepoId,
        };
}
