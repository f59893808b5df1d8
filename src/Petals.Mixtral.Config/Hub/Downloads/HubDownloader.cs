using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Downloads files into the cache.</summary>
internal sealed class HubDownloader(HubClientOptions options, ILogger logger) : IDisposable
{
    /// <summary>
    /// The downloads of this process. All clients share them, so they download a file once if the server, the cache and
    /// the token are the same.
    /// </summary>
    private static readonly SingleFlight<DownloadKey, HubFile> UnderWay = new();

    private readonly Lazy<HttpClient> _ownHttpClient = new(HubHttpClient.Create);
    private volatile bool _isDisposed;

    private string? OfflineBecause => EnvironmentSwitch.Offline(options.LocalFilesOnly, options.Environment);

    public void ThrowIfUnusable(CallMode mode)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(HubClient));
        mode.Cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Downloads a file, or confirms that the cached one is the newest.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="file">The file.</param>
    /// <param name="cached">The cached file, if it may be used again.</param>
    /// <param name="download">What to check, and where to report progress.</param>
    public async ValueTask<HubFile> DownloadAsync(
        CallMode mode,
        RepoFile file,
        CachedFile? cached,
        HubDownloadOptions download
    )
    {
        if (cached is not null && OfflineBecause is { } decidedBy)
        {
            Log.KeptCached(logger, cached.Path, $"{decidedBy} forbids asking the Hub");
            return cached.ToHubFile(file, wasDownloaded: false);
        }

        HubFileAddress address = Prepare(file, download.ForceDownload);
        try
        {
            return await RequestAsync(mode, file.Cache, cached, address, download).ConfigureAwait(false);
        }
        catch (HubException exception) when (exception.IsTransient && cached?.ReadTag(mode.Cancellation) is not null)
        {
            Log.KeptCached(logger, cached.Path, exception.Message);
            return cached.ToHubFile(file, wasDownloaded: false);
        }
    }

    /// <summary>Sends a query with retries and the time-out of a config.</summary>
    public async ValueTask<T> QueryAsync<T>(
        CallMode mode,
        RepoFile file,
        Func<CallMode, HubTransport, HubFileAddress, ValueTask<T>> query,
        Func<HubFileAddress, HubFileAddress>? change = null
    )
    {
        HubFileAddress address = Prepare(file, forceDownload: true);
        address = change?.Invoke(address) ?? address;
        HttpClient client = ClientFor(address);
        TimeSpan timeout = options.DownloadTimeout ?? PretrainedLoadOptions.Default.DownloadTimeout;
        CallMode timed = mode.IsAsync ? mode : mode with { Timers = new ThreadTimers() };
        using var total = new Deadline(timed, timeout);
        timed = timed with { Cancellation = total.Token };
        try
        {
            return await new RetryPolicy(address, options.Environment.Clock, logger)
                .RunAsync(timed, () => query(timed, new HubTransport(client, address), address), () => false)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!mode.Cancellation.IsCancellationRequested)
        {
            throw HubErrors.TooSlow(address, timeout, exception);
        }
    }

    /// <summary>Decides what to request, without requesting it.</summary>
    /// <exception cref="OfflineModeException">Requests are not allowed.</exception>
    /// <exception cref="EntryNotFoundException">The file is known not to exist.</exception>
    /// <exception cref="HubValidationException">The endpoint, the token or a time-out is not valid.</exception>
    public HubFileAddress Prepare(RepoFile file, bool forceDownload)
    {
        if (OfflineBecause is { } decidedBy)
        {
            throw CacheMiss.Offline(file, decidedBy);
        }

        if (!forceDownload && file.Revision.Commit is { } commit && file.Cache.IsKnownAbsent(commit, file.Path))
        {
            throw CacheMiss.KnownAbsent(file, commit);
        }

        EnvironmentWarnings.Report(options.Environment, logger);
        var endpoint = HubEndpoint.Resolve(options.Endpoint, options.Environment);
        AccessToken? token = TokenSource.Find(options.Token, options.Environment, logger);
        var timeouts = HubTimeouts.Read(options.Environment);
        if (token is { HasQuotes: true })
        {
            Log.TokenQuoted(logger, token.Source);
        }

        return new HubFileAddress(endpoint, file.Cache.Repo, file.Revision, file.Path, token, timeouts)
        {
            Proxies = options.HttpClient is null ? HubHttpClient.Proxies : null,
        };
    }

    public void Dispose()
    {
        _isDisposed = true;
        if (_ownHttpClient.IsValueCreated)
        {
            _ownHttpClient.Value.Dispose();
        }
    }

    private async ValueTask<HubFile> RequestAsync(
        CallMode mode,
        RepoCache cache,
        CachedFile? cached,
        HubFileAddress address,
        HubDownloadOptions download
    )
    {
        HttpClient client = ClientFor(address);
        var key = new DownloadKey(
            address.Url,
            cache.Folder,
            address.Revision,
            address.File,
            address.TokenToSend,
            options.HttpClient,
            mode.IsAsync,
            download.ForceDownload,
            download.MustBeJsonObject,
            download.MaxSize
        );
        using var work = new FileDownload(
            client,
            address,
            cache,
            cached,
            download,
            options.Environment,
            logger,
            useLock: !UnderWay.IsInside
        );
        TimeSpan timeout =
            options.DownloadTimeout
            ?? (download.MustBeJsonObject ? PretrainedLoadOptions.Default.DownloadTimeout : Timeout.InfiniteTimeSpan);
        long start = Stopwatch.GetTimestamp();
        try
        {
            return await UnderWay
                .RunAsync(mode, key, TimeLeft, () => LeadAsync(mode, TimeLeft(), work))
                .ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw HubErrors.TooSlow(address, timeout, exception.InnerException);
        }

        TimeSpan TimeLeft() =>
            timeout == Timeout.InfiniteTimeSpan
                ? timeout
                : TimeSpan.FromTicks(Math.Max(0, (timeout - Stopwatch.GetElapsedTime(start)).Ticks));
    }

    private HttpClient ClientFor(HubFileAddress address)
    {
        if (address is { Token: not null, TokenToSend: null })
        {
            Log.TokenWithheld(logger, address.EndpointText);
        }

        return options.HttpClient ?? OwnHttpClient();
    }

    private HttpClient OwnHttpClient()
    {
        HttpClient client = _ownHttpClient.Value;
        if (_isDisposed)
        {
            // Dispose may have run before the client was created.
            client.Dispose();
            throw new ObjectDisposedException(typeof(HubClient).FullName);
        }

        return client;
    }

    /// <exception cref="TimeoutException">It takes longer than the time-out.</exception>
    private async ValueTask<HubFile> LeadAsync(CallMode mode, TimeSpan timeout, FileDownload download)
    {
        CallMode timed = mode.IsAsync ? mode : mode with { Timers = new ThreadTimers() };
        using var total = new Deadline(timed, timeout);
        try
        {
            return await download.RunAsync(timed with { Cancellation = total.Token }).ConfigureAwait(false);
        }
        catch (HubException) when (_isDisposed)
        {
            // The error must not reach other clients that wait for the same file.
            throw new ObjectDisposedException(typeof(HubClient).FullName);
        }
        catch (Exception exception)
            when (total.Token.IsCancellationRequested
                && exception is (OperationCanceledException or HubException { IsTransient: true })
            )
        {
            mode.Cancellation.ThrowIfCancellationRequested();
            throw new TimeoutException(null, exception);
        }
    }
}
