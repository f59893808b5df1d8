using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Downloads;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// Gets single files of the Hugging Face Hub by way of the cache that Python's tools use too: what is in the cache is
/// not asked for again, and what is downloaded is found by Python. It may be used by many threads at once.
/// </summary>
public sealed class HubClient : IDisposable
{
    /// <summary>
    /// What the callers of this process are downloading. It is shared by all clients, since two that want the same file
    /// should not both fetch it; it holds nothing but downloads under way, and only callers that ask for the very same
    /// thing, of the same server, into the same cache and with the same token, meet in it.
    /// </summary>
    private static readonly SingleFlight<DownloadKey, HubFile> UnderWay = new();

    private readonly HubClientOptions _options;
    private readonly ILogger _logger;
    private readonly Lazy<HttpClient> _ownHttpClient = new(HubHttpClient.Create);
    private volatile bool _isDisposed;

    /// <summary>Creates a client. It asks nobody anything yet.</summary>
    /// <param name="options">Of whom to ask, and where to keep the files.</param>
    public HubClient(HubClientOptions? options = null)
    {
        _options = options ?? new HubClientOptions();
        _logger = _options.LoggerFactory?.CreateLogger(Log.Category) ?? NullLogger.Instance;
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
    public void Dispose()
    {
        _isDisposed = true;
        if (_ownHttpClient.IsValueCreated)
        {
            _ownHttpClient.Value.Dispose();
        }
    }

    internal async ValueTask<HubFile> DownloadAsync(
        CallMode mode,
        string repoId,
        string fileName,
        HubDownloadOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(repoId);
        ArgumentNullException.ThrowIfNull(fileName);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        mode.Cancellation.ThrowIfCancellationRequested();
        var repo = RepoId.Parse(repoId);
        var revision = Revision.Parse(options.Revision);
        var file = RepoFilePath.Parse(fileName, options.Subfolder);
        var cache = new RepoCache(CacheDirectory.Resolve(_options.CacheDirectory, _options.Environment), repo);

        CachedFile? cached = options.ForceDownload ? cache.FindUsable(revision, file) : cache.Find(revision, file);
        if (cached is not null && !options.ForceDownload)
        {
            Log.CacheHit(_logger, cached.Path, cached.CommitHash);
            return Result(cached, repo, file);
        }

        if (Switch.Offline(_options.LocalFilesOnly, _options.Environment) is { } decidedBy)
        {
            if (cached is null)
            {
                throw CacheMiss.Offline(cache, revision, file, decidedBy);
            }

            Log.KeptCached(_logger, cached.Path, $"{decidedBy} forbids asking the Hub");
            return Result(cached, repo, file);
        }

        try
        {
            return await AskAsync(mode, cache, cached, revision, file, options).ConfigureAwait(false);
        }
        catch (HubException exception) when (exception.IsTransient && cached?.ReadTag() is not null)
        {
            Log.KeptCached(_logger, cached.Path, exception.Message);
            return Result(cached, repo, file);
        }
    }

    private async ValueTask<HubFile> AskAsync(
        CallMode mode,
        RepoCache cache,
        CachedFile? cached,
        Revision revision,
        RepoFilePath file,
        HubDownloadOptions options
    )
    {
        if (!options.ForceDownload && revision.Commit is { } commit && cache.IsKnownAbsent(commit, file))
        {
            throw CacheMiss.KnownAbsent(cache, revision, file, commit);
        }

        ConfigEnvironment environment = _options.Environment;
        var address = new HubFileAddress(
            HubEndpoint.Resolve(_options.Endpoint, environment),
            cache.Repo,
            revision,
            file,
            TokenSource.Find(_options.Token, environment, _logger)
        );
        if (address.Token is not null && address.TokenToSend is null)
        {
            Log.TokenWithheld(_logger, address.Endpoint.ToString());
        }

        var timeouts = HubTimeouts.Read(environment);
        HttpClient client = _options.HttpClient ?? OwnHttpClient();
        var key = new DownloadKey(
            address.Url,
            cache.Folder,
            revision,
            file,
            address.TokenToSend,
            _options.HttpClient,
            mode.IsAsync,
            options.ForceDownload,
            options.MustBeJsonObject,
            options.MaxSize
        );
        var download = new FileDownload(client, address, timeouts, cache, cached, options, environment, _logger);
        return await UnderWay.RunAsync(mode, key, leader => LeadAsync(leader, download)).ConfigureAwait(false);
    }

    private HttpClient OwnHttpClient()
    {
        HttpClient client = _ownHttpClient.Value;
        if (_isDisposed)
        {
            // It may have been made after Dispose looked for one.
            client.Dispose();
            throw new ObjectDisposedException(GetType().FullName);
        }

        return client;
    }

    private async ValueTask<HubFile> LeadAsync(CallMode mode, FileDownload download)
    {
        try
        {
            return await download.RunAsync(mode).ConfigureAwait(false);
        }
        catch (HubException) when (_isDisposed)
        {
            // The end of this client is no failure of the Hub, nor that of another client that waits for the same file.
            throw new ObjectDisposedException(GetType().FullName);
        }
    }

    private static HubFile Result(CachedFile cached, RepoId repo, RepoFilePath file) =>
        new(cached.Path, repo.Value, file.Value, cached.CommitHash, WasDownloaded: false);
}
