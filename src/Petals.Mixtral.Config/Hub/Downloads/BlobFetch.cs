using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Downloads the content of one blob. It holds the lock and the partial file over all attempts.</summary>
internal sealed class BlobFetch(
    HubTransport transport,
    HubFileAddress address,
    RepoCache cache,
    HubDownloadOptions options,
    TimeProvider clock,
    ILogger logger
) : IDisposable
{
    /// <summary>How often the content may begin again without the loss of progress counting against it.</summary>
    private const int MaxRestarts = 3;

    private const int BufferSize = 64 * 1024;

    private ETag? _tag;
    private IDisposable? _lock;
    private PartialBlob? _partial;
    private bool _isContinued;
    private long _reached;
    private int _restarts;

    /// <summary>Takes the lock of a blob, and deletes what killed processes left. If isDone returns true, another process
    /// has downloaded it.</summary>
    public async ValueTask LockAsync(CallMode mode, ETag tag, Func<bool> isDone)
    {
        if (_tag != tag)
        {
            // The file has changed on the Hub.
            _partial?.Delete();
            Dispose();
        }
        else if (_lock is not null)
        {
            return;
        }

        _tag = tag;
        _lock = await BlobLock
            .AcquireAsync(
                mode,
                CacheLayout.Lock(cache.Directory.Path, cache.Repo, tag),
                isDone,
                () => TemporaryFile.WrittenLength(cache.Folder, tag),
                clock,
                logger
            )
            .ConfigureAwait(false);
        if (_lock is not null)
        {
            TemporaryFile.DeleteAbandoned(cache.Folder, tag);
        }
    }

    /// <summary>Downloads the content, or the rest of it, checks it, and closes it.</summary>
    /// <exception cref="HubException">It could not be downloaded, or is not the requested content.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async ValueTask<PartialBlob> FetchAsync(CallMode mode, FileMetadata metadata, long limit)
    {
        PartialBlob partial = await OpenAsync(mode, metadata).ConfigureAwait(false);
        try
        {
            await CopyAsync(mode, metadata, limit, partial).ConfigureAwait(false);
            Check(mode, metadata, partial);
        }
        catch (HubException exception) when (exception.IsTransient && _isContinued && partial.Length == 0)
        {
            // The bytes of an earlier process were wrong. They must not cost a retry.
            _isContinued = false;
            await CopyAsync(mode, metadata, limit, partial).ConfigureAwait(false);
            Check(mode, metadata, partial);
        }

        partial.Close();
        return partial;
    }

    /// <summary>Whether more of the content has arrived than in every earlier attempt.</summary>
    public bool HasProgressed()
    {
        long length = _partial?.Length ?? 0;
        bool hasProgressed = length > _reached;
        _reached = Math.Max(length, _reached);
        if (_partial is { IsKept: false })
        {
            _partial.Dispose();
            _partial = null;
            return false;
        }

        return hasProgressed;
    }

    public void Dispose()
    {
        _partial?.Dispose();
        _partial = null;
        _lock?.Dispose();
        _lock = null;
    }

    private async ValueTask<PartialBlob> OpenAsync(CallMode mode, FileMetadata metadata)
    {
        if (_partial is not null && _partial.Tag == metadata.Tag)
        {
            return _partial;
        }

        _partial?.Delete();
        _partial?.Dispose();
        _partial = await PartialBlob.OpenAsync(mode, cache.Folder, metadata).ConfigureAwait(false);
        _isContinued = _partial.Length > 0;
        Restart(_partial.Length);
        return _partial;
    }

    private async ValueTask CopyAsync(CallMode mode, FileMetadata metadata, long limit, PartialBlob partial)
    {
        if (partial.Length > 0 && partial.Length == metadata.Size)
        {
            return;
        }

        ThrowIfNoRoom(metadata, partial);
        using HttpResponseMessage response = await transport
            .OpenContentAsync(mode, partial.Length, metadata.Tag)
            .ConfigureAwait(false);
        transport.ThrowIfMoved(response, metadata);
        if (response.StatusCode is not System.Net.HttpStatusCode.PartialContent)
        {
            partial.Clear();
        }

        using var reader = new ContentReader(mode, address, response);
        var progress = new ProgressReporter(options.Progress, partial.Length, metadata.Size);
        byte[] buffer = new byte[BufferSize];
        while (await reader.ReadAsync(buffer).ConfigureAwait(false) is > 0 and int count)
        {
            if (partial.Length + count > limit)
            {
                partial.Clear();
                throw HubErrors.TooLarge(address, limit);
            }

            await partial.WriteAsync(mode, buffer.AsMemory(0, count)).ConfigureAwait(false);
            progress.Report(partial.Length);
        }

        progress.Report(partial.Length, isLast: true);
        if (partial.IsKept && partial.Length < metadata.Size)
        {
            throw HubErrors.Unreachable(
                address,
                HubHeaders.UrlOf(response),
                $"it ended after {partial.Length} of {metadata.Size} bytes",
                null
            );
        }
    }

    /// <summary>Checks the content. Deletes it if it is wrong.</summary>
    private void Check(CallMode mode, FileMetadata metadata, PartialBlob partial)
    {
        try
        {
            ContentChecks.ThrowIfInvalid(partial, metadata, address, options.MustBeJsonObject, mode.Cancellation);
        }
        catch (HubException)
        {
            partial.Clear();
            Restart(0);
            throw;
        }
    }

    private void Restart(long length)
    {
        if (_restarts++ < MaxRestarts)
        {
            _reached = length;
        }
    }

    private void ThrowIfNoRoom(FileMetadata metadata, PartialBlob partial)
    {
        long needed = metadata.Size - partial.Length ?? 0;
        long available;
        try
        {
            available = new DriveInfo(cache.Folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return; // The system does not report it.
        }

        if (needed > available)
        {
            throw new IOException($"{needed} bytes are needed, and the disk has {available} free");
        }
    }
}
