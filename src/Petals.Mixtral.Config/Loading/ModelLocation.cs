using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Where a config was read from.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="RealPath">The path without links.</param>
/// <param name="RepoId">The repo id; null for a local path.</param>
/// <param name="CommitHash">The commit hash; null for a local path.</param>
internal sealed record ModelLocation(string Path, string RealPath, string? RepoId = null, string? CommitHash = null)
{
    public static ModelLocation Local(OpenedFile file) => new(file.Path, file.Path);

    public static ModelLocation Cached(OpenedFile file, RepoId repo, string commit) =>
        new(file.Path, file.RealPath, repo.Value, commit);
}
