namespace Petals.Mixtral.Config.Loading;

/// <summary>Where the file of a model is: on a local path, or in the cache, where it belongs to a repo and a commit.</summary>
/// <param name="Path">The full path of the file, as it is to be shown.</param>
/// <param name="RegularFile">The path to open: in the cache the one that every link has been followed to.</param>
/// <param name="RepoId">The repo id; <see langword="null"/> for a local path.</param>
/// <param name="CommitHash">The commit of the snapshot; <see langword="null"/> for a local path.</param>
internal sealed record ModelLocation(string Path, string RegularFile, string? RepoId, string? CommitHash)
{
    public static ModelLocation Local(string path) => new(path, path, null, null);
}
