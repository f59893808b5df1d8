namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// Downloads single files of the Hugging Face Hub into the cache that Python's tools use. It does not request a cached
/// file again. It is thread-safe.
/// </summary>
public sealed partial class HubClient : IDisposable
{
    private readonly HubClientOptions _options;
    private readonly ILogger _logger;
    private readonly HubDownloader _downloader;

    /// <summary>Creates a client. This does not send a request.</summary>
    /// <param name="options">The server, and the cache.</param>
    public HubClient(HubClientOptions? options = null)
    {
        _options = options ?? new HubClientOptions();
        _logger = Log.Create(_options.LoggerFactory);
        _downloader = new HubDownloader(_options, _logger);
    }

    /// <summary>Gets a file from the cache, or downloads it into the cache.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="options">The version of the file, and the checks on it.</param>
    /// <returns>The file in the cache.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="repoId"/> or <paramref name="fileName"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    /// <exception cref="HubValidationException">An argument, option or variable is not valid.</exception>
    /// <exception cref="OfflineModeException">The file is not in the cache, and offline mode is on.</exception>
    /// <exception cref="RepoNotFoundException">The repo does not exist, or is private.</exception>
    /// <exception cref="GatedRepoException">The repo is gated.</exception>
    /// <exception cref="RevisionNotFoundException">The repo has no such revision.</exception>
    /// <exception cref="EntryNotFoundException">The revision has no such file.</exception>
    /// <exception cref="HubException">The Hub could not be reached or its response is not valid, or the cache could
    /// not be written.</exception>
    public HubFile Download(string repoId, string fileName, HubDownloadOptions? options = null) =>
        CallMode.Finished(DownloadAsync(CallMode.Blocking, repoId, fileName, options));

    /// <inheritdoc cref="Download"/>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="options">The version of the file, and the checks on it.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<HubFile> DownloadAsync(
        string repoId,
        string fileName,
        HubDownloadOptions? options = null,
        CancellationToken cancellationToken = default
    ) => DownloadAsync(CallMode.Awaiting(cancellationToken), repoId, fileName, options).AsTask();

    /// <summary>Closes the client's own connections. It does not dispose
    /// <see cref="HubClientOptions.HttpClient"/>.</summary>
    public void Dispose() => _downloader.Dispose();

    private async ValueTask<HubFile> DownloadAsync(
        CallMode mode,
        string repoId,
        string fileName,
        HubDownloadOptions? options
    )
    {
        options ??= HubDownloadOptions.Default;
        RepoFile file = Find(mode, repoId, fileName, options);
        string? offline = _downloader.OfflineBecause;
        HubFile? cached = options.ForceDownload || offline is null ? file.FindUsable() : file.Find();
        if (cached is not null && !options.ForceDownload)
        {
            Log.CacheHit(_logger, cached.Path, cached.CommitHash);
            return cached;
        }

        if (cached is not null && offline is not null)
        {
            Log.Warn(_logger, $"The cached file {cached.Path} is used: {offline} forbids requests to the Hub.");
            return cached;
        }

        return await _downloader.DownloadAsync(mode, file, cached, options).ConfigureAwait(false);
    }

    private RepoFile Find(CallMode mode, string repoId, string fileName, HubDownloadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(repoId);
        ArgumentNullException.ThrowIfNull(fileName);
        _downloader.ThrowIfUnusable(mode);
        options ??= HubDownloadOptions.Default;
        var repo = RepoId.Parse(repoId);
        var revision = Revision.Parse(options.Revision);
        var path = RepoFilePath.Parse(fileName, options.Subfolder);
        var cache = new RepoCache(CacheDirectory.Resolve(_options.CacheDirectory, _options.Environment), repo);
        return new RepoFile(cache, revision, path);
    }
}
