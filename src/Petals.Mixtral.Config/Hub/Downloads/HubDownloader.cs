namespace Petals.Mixtral.Config.Hub.Downloads;

internal sealed class HubDownloader(HubClientOptions options, ILogger logger) : IDisposable
{
    private readonly HttpClient _client = options.HttpClient ?? HubHttpClient.Create();
    private readonly CancellationTokenSource _disposal = new();

    public string? OfflineBecause => EnvironmentSwitch.Offline(options.LocalFilesOnly, options.Environment);

    public void ThrowIfUnusable(CallMode mode)
    {
        mode.Cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposal.IsCancellationRequested, typeof(HubClient));
    }

    /// <summary>Downloads a file, or confirms that the cached one is the newest.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="file">The file.</param>
    /// <param name="cached">The cached file, if it may be used again.</param>
    /// <param name="download">What to check, and where to report progress.</param>
    public async ValueTask<HubFile> DownloadAsync(
        CallMode mode,
        RepoFile file,
        HubFile? cached,
        HubDownloadOptions download
    )
    {
        HubFileAddress address = Prepare(file, download.ForceDownload);
        TimeSpan timeout = download.MustBeJsonObject
            ? PretrainedLoadOptions.Default.DownloadTimeout
            : Timeout.InfiniteTimeSpan;
        try
        {
            return await RunAsync(
                    mode,
                    address,
                    timeout,
                    call => new FileDownload(call, file, cached, download, options.Environment).RunAsync()
                )
                .ConfigureAwait(false);
        }
        catch (HubException exception)
            when (exception.IsTransient
                && cached is not null
                && file.Cache.ReadTag(cached.Path, ETagKind.GitBlob, mode.Cancellation) is not null
            )
        {
            Log.Warn(logger, $"The cached file {cached.Path} is used: {exception.Message}");
            return cached;
        }
    }

    /// <summary>Sends a query with retries and the time-out of a config.</summary>
    public ValueTask<T> QueryAsync<T>(
        CallMode mode,
        RepoFile file,
        Func<HubCall, ValueTask<T>> query,
        bool isList = false
    )
    {
        HubFileAddress address = Prepare(
            file,
            forceDownload: true,
            isList ? "The list of files" : "What this call requests"
        );
        return RunAsync(
            mode,
            isList ? address with { ListPage = address.Endpoint.TreeUrl(address.Repo, address.Revision) } : address,
            PretrainedLoadOptions.Default.DownloadTimeout,
            call => call.RetryAsync(() => query(call))
        );
    }

    /// <summary>Decides what to request, without requesting it.</summary>
    /// <exception cref="OfflineModeException">Requests are not allowed.</exception>
    /// <exception cref="EntryNotFoundException">The file is known not to exist.</exception>
    /// <exception cref="HubValidationException">The endpoint, the token or a time-out is not valid.</exception>
    public HubFileAddress Prepare(RepoFile file, bool forceDownload, string? query = null)
    {
        if (OfflineBecause is { } decidedBy)
        {
            throw CacheMiss.Offline(file, decidedBy, query);
        }

        if (!forceDownload && file.Revision.Commit is { } commit && file.Cache.IsKnownAbsent(commit, file.Path))
        {
            throw CacheMiss.KnownAbsent(file, commit);
        }

        var address = new HubFileAddress(
            HubEndpoint.Resolve(options.Endpoint, options.Environment),
            file.Cache.Repo,
            file.Revision,
            file.Path,
            TokenSource.Find(options.Token, options.Environment, logger),
            HubTimeouts.Read(options.Environment)
        )
        {
            Proxies = options.HttpClient is null ? HubHttpClient.Proxies : null,
        };
        EnvironmentWarnings.Report(options.Environment, address, logger);
        return address;
    }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
        if (options.HttpClient is null)
        {
            _client.Dispose();
        }
    }

    /// <summary>Runs a call with its time limit.</summary>
    private async ValueTask<T> RunAsync<T>(
        CallMode mode,
        HubFileAddress address,
        TimeSpan defaultTimeout,
        Func<HubCall, ValueTask<T>> run
    )
    {
        TimeSpan timeout = options.DownloadTimeout ?? defaultTimeout;
        using var timer = new CancellationTokenSource(timeout, mode.Timers);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(
            mode.Cancellation,
            _disposal.Token,
            timer.Token
        );
        CallMode limited = mode with { Cancellation = any.Token };
        try
        {
            return await run(new HubCall(limited, _client, address, options.Environment.Clock, logger))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (any.IsCancellationRequested)
        {
            ThrowIfUnusable(mode);
            throw HubErrors.TooSlow(address, timeout, exception);
        }
    }
}
