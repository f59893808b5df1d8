namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The Hugging Face cache on this machine, which Python's tools use too. Lookups never write, so a read-only cache
/// works.
/// </summary>
public sealed class HubCache
{
    private readonly ChosenPath _directory;

    /// <summary>Opens a cache.</summary>
    /// <param name="directory">The directory that holds <c>models--…</c> folders. If it does not exist, nothing is
    /// cached.</param>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="HubException"><paramref name="directory"/> is not a valid path.</exception>
    public HubCache(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = ChosenPath.Create(
            CacheDirectory.Description,
            directory,
            "the argument",
            ConfigEnvironment.Process
        );
    }

    /// <summary>Opens the cache of an environment.</summary>
    /// <param name="environment">The variables that name the directory: <c>HF_HUB_CACHE</c>, <c>HF_HOME</c> …</param>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is <see langword="null"/>.</exception>
    /// <exception cref="HubException">There is no home directory, or a variable is not a valid path.</exception>
    public HubCache(ConfigEnvironment environment)
        : this(CacheDirectory.Resolve(null, Required.NotNull(environment))) { }

    private HubCache(ChosenPath directory) => _directory = directory;

    /// <summary>The cache that the environment of this process selects. The variables are read on each
    /// access.</summary>
    /// <exception cref="HubException">There is no home directory, or a variable is not a valid path.</exception>
    public static HubCache Default => new(CacheDirectory.Resolve(null, ConfigEnvironment.Process));

    /// <summary>The full path of the directory.</summary>
    public string Directory => _directory.Path;

    /// <summary>Finds a cached file.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="revision">The branch, tag, <c>refs/pr/N</c> or commit hash.</param>
    /// <returns>The full path; <see langword="null"/> if the file is not cached.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="HubException">
    /// An argument is not valid, the ref of <paramref name="revision"/> does not contain a commit hash, or the file is
    /// outside the cache directory or may not be read.
    /// </exception>
    public string? TryGetFile(string repoId, string fileName, string revision = "main")
    {
        RepoCache repo = Repo(repoId);
        var path = RepoFilePath.Parse(Required.NotNull(fileName));
        return new RepoFile(repo, Revision.Parse(Required.NotNull(revision)), path).Find()?.Path;
    }

    /// <summary>Finds the commit of a revision.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="revision">The branch, tag, <c>refs/pr/N</c> or commit hash.</param>
    /// <returns>The commit hash; <see langword="null"/> if its snapshot is not cached.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="HubException">An argument is not valid, or the ref of <paramref name="revision"/> does not
    /// contain a commit hash.</exception>
    public string? TryGetCommit(string repoId, string revision = "main")
    {
        RepoCache repo = Repo(repoId);
        string? commit = repo.ReadCommit(Revision.Parse(Required.NotNull(revision)));
        return commit is not null && System.IO.Directory.Exists(repo.SnapshotPath(commit)) ? commit : null;
    }

    private RepoCache Repo(string repoId) => new(_directory, RepoId.Parse(Required.NotNull(repoId)));
}
