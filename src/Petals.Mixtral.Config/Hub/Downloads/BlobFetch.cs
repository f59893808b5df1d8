using System.Net;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Downloads the content of one blob. It holds the lock and the partial file over all attempts.</summary>
internal sealed class BlobFetch(
    HubCall call,
    HubTransport transport,
    RepoCache cache,
    HubDownloadOptions options,
    bool useLock
) : IDisposable
{
    /// <summary>How often the content may begin again before its loss counts against progress.</summary>
    private const int MaxRestarts = 3;

    private const int BufferSize = 64 * 1024;

    private ETag? _tag;
    private IDisposable? _lock;
    private PartialBlob? _partial;
    private bool _isContinued;
    private long _reached;
    private int _restarts;

    /// <summary>Takes the lock of a blob, and deletes what killed processes left. Returns whether another process has
    /// downloaded the content meanwhile.</summary>
    public async ValueTask<bool> LockAsync(ETag tag, Func<bool> isDone)
    {
        if (_tag != tag)
        {
            // The file has changed on the Hub.
            _partial?.Delete();
            Dispose();
            _tag = tag;
        }

        if (!useLock || _lock is not null)
        {
            return false;
        }

        string path = CacheLayout.Lock(cache.Directory.Path, cache.Repo, tag);
        _lock = await BlobLock.AcquireAsync(call, path, isDone, () => TemporaryFile.WrittenLength(cache.Folder, tag));
        if (_lock is not null)
        {
            TemporaryFile.DeleteAbandoned(cache.Folder, tag);
        }

        return isDone();
    }

    /// <summary>Downloads the content, or the rest of it, checks it, and closes it.</summary>
    /// <exception cref="HubException">It could not be downloaded, or is not the requested content.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async ValueTask<PartialBlob> FetchAsync(HubFileMetadata metadata, long limit)
    {
        if (_partial is null)
        {
            _partial = await PartialBlob.OpenAsync(call.Mode, cache.Folder, metadata);
            _isContinued = _partial.Length > 0;
            Restart(_partial.Length);
        }

        try
        {
            await CopyAndCheckAsync(metadata, limit, _partial);
        }
        catch (HubException exception) when (exception.IsTransient && _isContinued && _partial.Length == 0)
        {
            // The bytes of an earlier process were wrong. They must not cost a retry.
            _isContinued = false;
            await CopyAndCheckAsync(metadata, limit, _partial);
        }

        _partial.Close();
        return _partial;
    }

    /// <summary>Whether more of the content has arrived than in every earlier attempt.</summary>
    public bool HasProgressed()
    {
        if (_partial is { IsKept: false })
        {
            _partial.Dispose();
            _partial = null;
        }

        long length = _partial?.Length ?? 0;
        bool hasProgressed = length > _reached;
        _reached = Math.Max(length, _reached);
        return hasProgressed;
    }

    public void Dispose()
    {
        _partial?.Dispose();
        _partial = null;
        _lock?.Dispose();
        _lock = null;
    }

    private async ValueTask CopyAndCheckAsync(HubFileMetadata metadata, long limit, PartialBlob partial)
    {
        await CopyAsync(metadata, limit, partial);
        Check(metadata, partial);
    }

    private async ValueTask CopyAsync(HubFileMetadata metadata, long limit, PartialBlob partial)
    {
        if (partial.Length > 0 && partial.Length == metadata.Size)
        {
            return;
        }

        ThrowIfNoRoom(metadata.Size - partial.Length);
        using HttpResponseMessage response = await transport.OpenContentAsync(partial.Length, metadata.Tag);
        ThrowIfMoved(response, metadata);
        if (response.StatusCode is not HttpStatusCode.PartialContent)
        {
            partial.Clear();
        }

        using var reader = new ContentReader(call, response);
        var progress = new ProgressReporter(options.Progress, partial.Length, metadata.Size);
        progress.Report(partial.Length);
        byte[] buffer = new byte[BufferSize];
        while (await reader.ReadAsync(buffer) is > 0 and int count)
        {
            if (partial.Length + count > limit)
            {
                partial.Clear();
                throw HubErrors.TooLarge(call.File, limit);
            }

            await partial.WriteAsync(call.Mode, buffer.AsMemory(0, count));
            progress.Report(partial.Length);
        }

        progress.Report(partial.Length, isLast: true);
        if (partial.IsKept && partial.Length < metadata.Size)
        {
            string reason = $"it ended after {partial.Length} of {metadata.Size} bytes";
            throw HubErrors.Unreachable(call.File, HubHeaders.UrlOf(response), reason, null);
        }
    }

    /// <summary>Checks the content. Deletes it if it is wrong.</summary>
    private void Check(HubFileMetadata metadata, PartialBlob partial)
    {
        try
        {
            ContentChecks.ThrowIfInvalid(partial, metadata, call, options.MustBeJsonObject);
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

    /// <summary>Checks that the branch has not moved since the metadata was read. If the tag is a hash, the content is
    /// compared with it later.</summary>
    private void ThrowIfMoved(HttpResponseMessage response, HubFileMetadata metadata)
    {
        if (
            metadata.Tag.Kind is ETagKind.Opaque
            && HubHeaders.Find(response, HubHeaders.Commit) is { } commit
            && commit != metadata.CommitHash
        )
        {
            string reason = $"it is of commit {call.File.Show(commit)} instead of {metadata.CommitHash}";
            throw HubErrors.BadContent(call.File, reason, isTransient: true);
        }
    }

    private void ThrowIfNoRoom(long? needed)
    {
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
