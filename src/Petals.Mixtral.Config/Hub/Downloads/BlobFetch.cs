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
    private const int BufferSize = 64 * 1024;

    private ETag? _tag;
    private ETag? _storeTag;
    private IDisposable? _lock;
    private PartialBlob? _partial;
    private bool _isContinued;
    private long _reached;

    /// <summary>Takes the lock of a blob, and deletes what killed processes left. Returns whether another process has
    /// downloaded the content meanwhile.</summary>
    public async ValueTask<bool> LockAsync(ETag tag, Func<bool> isDone)
    {
        if (_tag != tag)
        {
            // The file has changed on the Hub.
            _partial?.Clear();
            Dispose();
            _tag = tag;
            _storeTag = null;
        }

        if (!useLock || _lock is not null)
        {
            return false;
        }

        _lock = await BlobLock.AcquireAsync(call, cache, tag, isDone);
        string all = Path.Join(cache.BlobsPath, "*");
        TemporaryFile.DeleteAbandoned(all, CacheLayout.Unfinished, DateTime.UtcNow.AddHours(-1));
        return isDone();
    }

    /// <summary>Downloads the content, or the rest of it, and checks it.</summary>
    /// <exception cref="HubException">It could not be downloaded, or is not the requested content.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async ValueTask<PartialBlob> FetchAsync(HubFileMetadata metadata, long limit)
    {
        if (_partial?.Content.CanWrite is not true)
        {
            // This is the first attempt, or the last one closed the file and could not put it in place.
            _partial?.Dispose();
            _partial = PartialBlob.Open(call.Mode, cache, metadata);
            await _partial.ReadExistingAsync(call.Mode, metadata.Size ?? 0);
            _reached = _partial.Length;
            _isContinued = _reached > 0;
        }

        while (true)
        {
            await CopyAsync(metadata, limit, _partial);
            try
            {
                ThrowIfInvalid(metadata, _partial);
                return _partial;
            }
            catch (HubException exception)
            {
                _partial.Clear();
                if (!exception.IsTransient || !_isContinued)
                {
                    throw;
                }

                // The bytes of an earlier process were wrong. They must not cost a retry.
                _isContinued = false;
                _reached = 0;
            }
        }
    }

    /// <summary>Whether more of the content has arrived than in every earlier attempt.</summary>
    public bool HasProgressed()
    {
        long length = _partial is { IsKept: true } ? _partial.Length : 0;
        if (length <= _reached)
        {
            return false;
        }

        _reached = length;
        return true;
    }

    public void Dispose()
    {
        _partial?.Dispose();
        _partial = null;
        _lock?.Dispose();
        _lock = null;
    }

    private async ValueTask CopyAsync(HubFileMetadata metadata, long limit, PartialBlob partial)
    {
        if (!partial.IsKept)
        {
            partial.Clear();
        }

        if (partial.Length > 0 && partial.Length == metadata.Size)
        {
            return;
        }

        ThrowIfNoRoom(metadata.Size - partial.Length);
        using HttpResponseMessage response = await transport.OpenContentAsync(
            partial.Length,
            _storeTag ?? metadata.Tag
        );

        // The store compares the tag of the next request with its own, which may differ from that of the Hub.
        _storeTag = ETag.TryParse(HubHeaders.Find(response, "ETag") ?? "");
        if (
            metadata.Tag.Kind is ETagKind.Opaque
            && HubHeaders.Find(response, HubHeaders.Commit) is { } commit
            && commit != metadata.CommitHash
        )
        {
            // The branch has moved. Only a hash could show that the content is still the requested one.
            string reason = $"it is of commit {call.File.Show(commit)} instead of {metadata.CommitHash}";
            throw HubErrors.BadContent(call.File, reason, isTransient: true);
        }

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

    /// <exception cref="HubException">The content is not the requested file.</exception>
    private void ThrowIfInvalid(HubFileMetadata metadata, PartialBlob partial)
    {
        string? hash = partial.ComputeHash(call.Cancellation);
        string? transfer =
            hash is not null && hash != metadata.Tag.Value
                ? $"its {partial.Length} bytes have the hash {hash} instead of {metadata.Tag}"
            : hash is null && metadata.Size is { } size && size != partial.Length
                ? $"{partial.Length} bytes arrived instead of {size}"
            : null;
        string? json = options.MustBeJsonObject ? FindJsonFault(partial.Content) : null;
        if ((json ?? transfer) is { } fault)
        {
            // Only a hash proves that the file itself has the fault.
            throw HubErrors.BadContent(call.File, fault, isTransient: hash != metadata.Tag.Value);
        }
    }

    private string? FindJsonFault(Stream content)
    {
        byte[] bytes = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(bytes);
        byte[] text = bytes.WithoutByteOrderMark();
        if (JsonCheck.FindFault(JsonSlice.FromText(text)) is not { } fault)
        {
            return null;
        }

        // A server may repeat the token. It is hidden first, because an excerpt could contain a part of it.
        byte[] hidden = Encoding.UTF8.GetBytes(call.File.Hide(Encoding.UTF8.GetString(text)));
        fault = JsonCheck.FindFault(JsonSlice.FromText(hidden)) ?? fault;
        string position = fault.Position is { } at ? $", line {at.Line}, column {at.Column}" : "";
        return $"it is not a JSON object: expected {fault.Expected}, found {call.File.Show(fault.Found)}{position}";
    }

    private void ThrowIfNoRoom(long? needed)
    {
        long available;
        try
        {
            available = new DriveInfo(cache.Folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception.IsFileError() || exception is ArgumentException)
        {
            return; // The system does not report it.
        }

        if (needed > available)
        {
            throw new IOException($"{needed} bytes are needed, and the disk has {available} free");
        }
    }
}
