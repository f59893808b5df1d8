using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>Where the files of a checkpoint lie: in a directory, or in a snapshot of the cache, whose links must stay
/// in the folder of the repo.</summary>
/// <param name="Path">The full path of the directory or snapshot.</param>
/// <param name="Subfolder">The folder in it that holds the files; <see langword="null"/> for none.</param>
/// <param name="Cache">The cache of the repo; <see langword="null"/> for a directory.</param>
/// <param name="CommitHash">The commit of the snapshot; <see langword="null"/> for a directory.</param>
internal sealed record CheckpointFolder(string Path, string? Subfolder, RepoCache? Cache, string? CommitHash)
{
    public static CheckpointFolder Local(string directory, string? subfolder) => new(directory, subfolder, null, null);

    public static CheckpointFolder Cached(RepoCache cache, string commit, string? subfolder) =>
        new(CacheLayout.Snapshot(cache.Folder, commit), subfolder, cache, commit);

    /// <summary>The path of a file, as it is to be shown. Nothing need be there.</summary>
    /// <exception cref="HubValidationException">It could leave the folder, or does not exist on every
    /// system.</exception>
    public string PathOf(string file) => System.IO.Path.Join(Path, RepoFilePath.Parse(file, Subfolder).Value);

    /// <summary>The path to open; <see langword="null"/> where there is no file.</summary>
    /// <exception cref="HubException">It leads out of the folder of the repo.</exception>
    public string? Find(string file)
    {
        if (Cache is not null)
        {
            return Cache.FindIn(CommitHash!, RepoFilePath.Parse(file, Subfolder))?.Resolved;
        }

        string path = PathOf(file);
        return RegularFile.IsThere(path) ? path : null;
    }
}
