using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Where the file of a model is: on a local path, or in the cache, where it belongs to a repo and a commit.</summary>
/// <param name="Path">The full path of the file, as it is to be shown.</param>
/// <param name="File">What to open: in the cache every link to it has been followed.</param>
/// <param name="RepoId">The repo id; <see langword="null"/> for a local path.</param>
/// <param name="CommitHash">The commit of the snapshot; <see langword="null"/> for a local path.</param>
internal sealed record ModelLocation(string Path, FoundFile File, string? RepoId, string? CommitHash)
{
    public static ModelLocation Local(string path, FoundFile file) => new(path, file, null, null);
}
