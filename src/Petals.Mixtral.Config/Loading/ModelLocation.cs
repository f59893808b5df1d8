using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Where the file of a model is: on a local path, or in the cache, where it belongs to a repo and a
/// commit.</summary>
internal sealed class ModelLocation
{
    private readonly RepoCache? _cache;
    private FoundFile? _file;

    private ModelLocation(string path, FoundFile? file, RepoCache? cache, string? commitHash)
    {
        Path = path;
        _file = file;
        _cache = cache;
        CommitHash = commitHash;
    }

    /// <summary>The full path of the file, as it is to be shown.</summary>
    public string Path { get; }

    /// <summary>The repo id; <see langword="null"/> for a local path.</summary>
    public string? RepoId => _cache?.Repo.Value;

    /// <summary>The commit of the snapshot; <see langword="null"/> for a local path.</summary>
    public string? CommitHash { get; }

    /// <summary>What to open; in the cache every link to it is followed, when it is first asked for.</summary>
    /// <exception cref="HubException">It leads out of the folder of its repo.</exception>
    /// <exception cref="IOException">The links go round in a circle, or there are too many.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be known.</exception>
    public FoundFile File => _file ??= RepoLinks.Resolve(_cache!.Folder, Path);

    public static ModelLocation Local(string path, FoundFile file) => new(path, file, null, null);

    public static ModelLocation Cached(RepoCache cache, string path, string commitHash) =>
        new(path, null, cache, commitHash);
}
