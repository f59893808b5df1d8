namespace Petals.Mixtral.Config.Loading;

/// <summary>Where a config was read from.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="RepoId">The repo id; null for a local path.</param>
/// <param name="CommitHash">The commit hash; null for a local path.</param>
internal sealed record ModelLocation(string Path, string? RepoId = null, string? CommitHash = null)
{
    /// <summary>The path without links.</summary>
    public string RealPath => FileSystemCalls.RealPathOf(Path) ?? Path;

    /// <summary>The name of the blob; null for a file without one.</summary>
    public ETag? BlobName => CommitHash is null ? null : CacheLayout.BlobName(RealPath);
}
