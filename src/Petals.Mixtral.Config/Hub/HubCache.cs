using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The Hugging Face cache on this machine, the one that Python's tools use too. Looking things up never writes
/// anything, so a read-only cache works like any other.
/// </summary>
public sealed class HubCache
{
    private readonly CacheDirectory _directory;

    /// <summary>Opens a cache.</summary>
    /// <param name="directory">The directory that holds <c>models--…</c> folders. It need not exist: then nothing is
    /// cached.</param>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="HubException"><paramref name="directory"/> cannot be a path.</exception>
    public HubCache(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = CacheDirectory.Of(directory, "the argument", ConfigEnvironment.Process);
    }

    /// <summary>Opens the cache of an environment.</summary>
    /// <param name="environment">The variables that name the directory: <c>HF_HUB_CACHE</c>, <c>HF_HOME</c> …</param>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is <see langword="null"/>.</exception>
    /// <exception cref="HubException">It does not name a directory, and there is no home directory.</exception>
    public HubCache(ConfigEnvironment environment)
        : this(CacheDirectory.Resolve(null, Required.NotNull(environment))) { }

    private HubCache(CacheDirectory directory) => _directory = directory;

    /// <summary>The cache that the environment of this process says, asked anew each time.</summary>
    /// <exception cref="HubException">Nothing says where it is.</exception>
    public static HubCache Default => new(CacheDirectory.Resolve(null, ConfigEnvironment.Process));

    /// <summary>The full path of the directory.</summary>
    public string Directory => _directory.Path;

    /// <summary>The path of a cached file; <see langword="null"/> when it is not cached.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="revision">The branch, tag, <c>refs/pr/N</c> or commit hash.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="HubException">
    /// An argument is not what it must be, the ref of <paramref name="revision"/> holds no commit hash, or the file
    /// leads out of the folder of its repo or may not be looked at.
    /// </exception>
    public string? TryGetFile(string repoId, string fileName, string revision = "main")
    {
        ArgumentNullException.ThrowIfNull(repoId);
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(revision);
        var file = RepoFilePath.Parse(fileName);
        return Repo(repoId).Find(Revision.Parse(revision), file)?.Path;
    }

    /// <summary>The commit hash that a revision stands for; <see langword="null"/> when the cache does not know
    /// it.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="revision">The branch, tag, <c>refs/pr/N</c> or commit hash.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="HubException">An argument is not what it must be, or the ref of <paramref name="revision"/>
    /// holds no commit hash.</exception>
    public string? TryGetCommit(string repoId, string revision = "main")
    {
        ArgumentNullException.ThrowIfNull(repoId);
        ArgumentNullException.ThrowIfNull(revision);
        RepoCache repo = Repo(repoId);
        string? commit = repo.ReadCommit(Revision.Parse(revision));
        return commit is not null && System.IO.Directory.Exists(CacheLayout.Snapshot(repo.Folder, commit))
            ? commit
            : null;
    }

    /// <summary>Reads every blob of a repo, and reports those whose bytes are not what their names, which are hashes,
    /// promise.</summary>
    /// <remarks>Files that are still being written are skipped, and files stored without links are not checked. A repo
    /// that is not in the cache has no blobs.</remarks>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="repoId"/> is <see langword="null"/>.</exception>
    /// <exception cref="HubException"><paramref name="repoId"/> is not one, or the folder of blobs cannot be
    /// read.</exception>
    public CacheVerification Verify(string repoId)
    {
        ArgumentNullException.ThrowIfNull(repoId);
        return BlobVerifier.Verify(Repo(repoId));
    }

    private RepoCache Repo(string repoId) => new(_directory, RepoId.Parse(repoId));
}
