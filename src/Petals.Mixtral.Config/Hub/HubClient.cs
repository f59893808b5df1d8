using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Downloads;

namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// Gets single files of the Hugging Face Hub by way of the cache that Python's tools use too: what is in the cache is
/// not asked for again, and what is downloaded is found by Python. It may be used by many threads at once.
/// </summary>
public sealed class HubClient : IDisposable
{
    private readonly HubClientOptions _options;
    private readonly ILogger _logger;
    private readonly HubDownloader _downloader;

    /// <summary>Creates a client. It asks nobody anything yet.</summary>
    /// <param name="options">Of whom to ask, and where to keep the files.</param>
    public HubClient(HubClientOptions? options = null)
    {
        _options = options ?? new HubClientOptions();
        _logger = _options.LoggerFactory?.CreateLogger(Log.Category) ?? NullLogger.Instance;
        _downloader = new HubDownloader(HubAccess.Of(_options, _logger));
    }

    /// <summary>Gets a file: from the cache where it is there, else from the Hub into the cache.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="options">Which version of it, and what it may be.</param>
    /// <exception cref="ArgumentNullException"><paramref name="repoId"/> or <paramref name="fileName"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed of.</exception>
    /// <exception cref="HubValidationException">An argument, option or variable is not what it must be.</exception>
    /// <exception cref="OfflineModeException">It is not in the cache, and the Hub may not be asked.</exception>
    /// <exception cref="RepoNotFoundException">The repo does not exist, or is private.</exception>
    /// <exception cref="GatedRepoException">The repo is gated.</exception>
    /// <exception cref="RevisionNotFoundException">The repo has no such revision.</exception>
    /// <exception cref="EntryNotFoundException">The revision has no such file.</exception>
    /// <exception cref="HubException">The Hub could not be reached or gave what cannot be used, or the cache could not
    /// be written.</exception>
    public HubFile Download(string repoId, string fileName, HubDownloadOptions? options = null) =>
        CallMode.Finished(DownloadAsync(CallMode.Blocking, repoId, fileName, options ?? HubDownloadOptions.Default));

    /// <inheritdoc cref="Download"/>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="options">Which version of it, and what it may be.</param>
    /// <param name="cancellationToken">Ends the download early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<HubFile> DownloadAsync(
        string repoId,
        string fileName,
        HubDownloadOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        DownloadAsync(CallMode.Awaiting(cancellationToken), repoId, fileName, options ?? HubDownloadOptions.Default)
            .AsTask();

    /// <summary>Ends the connections of the client, but not an <see cref="HubClientOptions.HttpClient"/> that was
    /// given.</summary>
    public void Dispose() => _downloader.Dispose();

    private async ValueTask<HubFile> DownloadAsync(
        CallMode mode,
        string repoId,
        string fileName,
        HubDownloadOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(repoId);
        ArgumentNullException.ThrowIfNull(fileName);
        _downloader.ThrowIfUnusable(mode);
        var repo = RepoId.Parse(repoId);
        var revision = Revision.Parse(options.Revision);
        var file = RepoFilePath.Parse(fileName, options.Subfolder);
        var cache = new RepoCache(CacheDirectory.Resolve(_options.CacheDirectory, _options.Environment), repo);
        CachedFile? cached = options.ForceDownload ? cache.FindUsable(revision, file) : cache.Find(revision, file);
        if (cached is not null && !options.ForceDownload)
        {
            Log.CacheHit(_logger, cached.Path, cached.CommitHash);
            return new HubFile(cached.Path, repo.Value, file.Value, cached.CommitHash, wasDownloaded: false);
        }

        return await _downloader.DownloadAsync(mode, cache, cached, revision, file, options).ConfigureAwait(false);
    }
}
