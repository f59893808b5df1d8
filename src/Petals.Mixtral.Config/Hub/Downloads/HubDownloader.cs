using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Downloads files that are not in the cache: for <see cref="HubClient"/>, and for loading.</summary>
internal sealed class HubDownloader(HubAccess access) : IDisposable
{
    /// <summary>
    /// The downloads of this process. All clients share them, so that two that want the same file from the same server
    /// into the same cache with the same token request it once.
    /// </summary>
    private static readonly SingleFlight<DownloadKey, HubFile> UnderWay = new();

    private readonly ILogger _logger = access.Logger;
    private readonly Lazy<HttpClient> _ownHttpClient = new(HubHttpClient.Create);
    private volatile bool _isDisposed;

    public void ThrowIfUnusable(CallMode mode)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(HubClient));
        mode.Cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Downloads a file, or confirms that the cached one is the newest.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="cache">The cache of the repo.</param>
    /// <param name="cached">The file that is cached for the revision, if it may be used again.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="file">The file.</param>
    /// <param name="options">What to check, and what to report.</param>
    public async ValueTask<HubFile> DownloadAsync(
        CallMode mode,
        RepoCache cache,
        CachedFile? cached,
        Revision revision,
        RepoFilePath file,
        HubDownloadOptions options
    )
    {
        if (cached is not null && access.OfflineBecause is { } decidedBy)
        {
            Log.KeptCached(_logger, cached.Path, $"{decidedBy} forbids asking the Hub");
            return Unchanged(cached, cache, file);
        }

        HubFileAddress address = Prepare(cache, revision, file, options.ForceDownload);
        try
        {
            return await RequestAsync(mode, cache, cached, address, options).ConfigureAwait(false);
        }
        catch (HubException exception) when (exception.IsTransient && cached?.ReadTag() is not null)
        {
            Log.KeptCached(_logger, cached.Path, exception.Message);
            return Unchanged(cached, cache, file);
        }
    }

    /// <summary>Decides what to request, without requesting it.</summary>
    /// <exception cref="OfflineModeException">Requests are not allowed.</exception>
    /// <exception cref="EntryNotFoundException">The file is known not to exist.</exception>
    /// <exception cref="HubValidationException">The endpoint, the token or a time-out is not valid.</exception>
    public HubFileAddress Prepare(RepoCache cache, Revision revision, RepoFilePath file, bool forceDownload)
    {
        if (access.OfflineBecause is { } decidedBy)
        {
            throw CacheMiss.Offline(cache, revision, file, decidedBy);
        }

        if (!forceDownload && revision.Commit is { } commit && cache.IsKnownAbsent(commit, file))
        {
            throw CacheMiss.KnownAbsent(cache, revision, file, commit);
        }

        var endpoint = HubEndpoint.Resolve(access.Endpoint, access.Environment);
        AccessToken? token = TokenSource.Find(access.Token, access.Environment, _logger);
        return new HubFileAddress(endpoint, cache.Repo, revision, file, token, HubTimeouts.Read(access.Environment));
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
        HubDownloadOptions options
    )
    {
        if (address is { Token: not null, TokenToSend: null })
        {
            Log.TokenWithheld(_logger, address.Endpoint.ToString());
        }

        HttpClient client = access.HttpClient ?? OwnHttpClient();
        var key = new DownloadKey(
            address.Url,
            cache.Folder,
            address.Revision,
            address.File,
            address.TokenToSend,
            access.HttpClient,
            mode.IsAsync,
            options.ForceDownload,
            options.MustBeJsonObject,
            options.MaxSize
        );
        var download = new FileDownload(client, address, cache, cached, options, access.Environment, _logger);
        return await UnderWay.RunAsync(mode, key, leader => LeadAsync(leader, download)).ConfigureAwait(false);
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

    private async ValueTask<HubFile> LeadAsync(CallMode mode, FileDownload download)
    {
        try
        {
            return await download.RunAsync(mode).ConfigureAwait(false);
        }
        catch (HubException) when (_isDisposed)
        {
            // The Hub did not fail, and neither did another client that waits for the same file.
            throw new ObjectDisposedException(typeof(HubClient).FullName);
        }
    }

    private static HubFile Unchanged(CachedFile cached, RepoCache cache, RepoFilePath file) =>
        new(cached.Path, cache.Repo.Value, file.Value, cached.CommitHash, wasDownloaded: false);
}
