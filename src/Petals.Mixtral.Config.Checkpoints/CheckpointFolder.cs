using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>The folder of a checkpoint: a directory, or a snapshot in the cache.</summary>
/// <param name="Path">The full path of the directory or snapshot.</param>
/// <param name="Subfolder">The folder in it that contains the files; null if they are in
/// <paramref name="Path"/>.</param>
/// <param name="Cache">The cache of the repo; null for a directory.</param>
/// <param name="CommitHash">The commit of the snapshot; null for a directory.</param>
internal sealed record CheckpointFolder(string Path, string? Subfolder, RepoCache? Cache, string? CommitHash)
{
    public static CheckpointFolder Local(string directory, string? subfolder) => new(directory, subfolder, null, null);

    public static CheckpointFolder Cached(RepoCache cache, string commit, string? subfolder) =>
        new(cache.SnapshotPath(commit), subfolder, cache, commit);

    /// <summary>The path of a file, for messages. The file may not exist.</summary>
    /// <exception cref="HubValidationException">The path could leave the folder, or is not valid on every
    /// system.</exception>
    public string PathOf(string file) => System.IO.Path.Join(Path, RepoFilePath.Parse(file, Subfolder).NativePath);

    /// <summary>Opens a file. Returns null if it does not exist.</summary>
    /// <exception cref="HubException">The file is outside the cache directory.</exception>
    /// <exception cref="CheckpointFormatException">The file cannot be opened.</exception>
    public OpenedFile? TryOpen(string file)
    {
        string path = PathOf(file);
        try
        {
            return Cache is null ? OpenedFile.TryOpen(path) : Cache.Open(path);
        }
        catch (UnauthorizedAccessException exception) when (!File.Exists(path))
        {
            // Without permission to search its directory, File.Exists also returns false.
            return Cache is null
                ? null
                : throw new HubException(
                    $"The snapshot '{Path}' cannot be read: {exception.Message} Check its permissions.",
                    exception
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFormatException.Unreadable(path, exception);
        }
    }
}
