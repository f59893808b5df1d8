namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Downloads one file into the cache: requests its metadata, then its content unless the cache has
/// it.</summary>
internal sealed class FileDownload(
    HubCall call,
    RepoFile file,
    HubFile? cached,
    HubDownloadOptions options,
    ConfigEnvironment environment
)
{
    /// <summary>The limit for a JSON object, and for a file whose size is unknown.</summary>
    private const long DefaultMaxSize = 16 * 1024 * 1024;

    /// <summary>Whether this code runs inside a download, for example in the caller's logger. It must not wait for the
    /// lock, which that download may hold.</summary>
    private static readonly AsyncLocal<bool> IsInside = new();

    private readonly RepoCache _cache = file.Cache;
    private readonly HubTransport _transport = new(call);
    private readonly CacheWriter _writer = new(file.Cache, file.Path, environment, call.Logger);
    private ETag? _cachedTag;
    private string? _canonicalRepoId;

    /// <exception cref="HubException">The file cannot be downloaded or cached.</exception>
    public async ValueTask<HubFile> RunAsync()
    {
        using Activity? activity = Telemetry
            .Activities.StartActivity("download", ActivityKind.Client)
            ?.SetTag("petals.config.repo", _cache.Repo.Value)
            .SetTag("petals.config.revision", file.Revision.Value)
            .SetTag("petals.config.file", file.Path.Value);
        using var blob = new BlobFetch(call, _transport, _cache, options, useLock: !IsInside.Value);
        IsInside.Value = true;
        try
        {
            HubFile result = await call.RetryAsync(() => TryAsync(blob), blob.HasProgressed).ConfigureAwait(false);
            if (_canonicalRepoId is { } id)
            {
                Log.Warn(
                    call.Logger,
                    $"The Hub redirects the repo {_cache.Repo} to {id}. Give that id if you mean it: its DHT prefix is "
                        + $"{ClientConfig.DeriveDhtPrefix(id)}, not {ClientConfig.DeriveDhtPrefix(_cache.Repo.Value)}."
                );
            }

            Telemetry.CountDownload(result.WasDownloaded ? "downloaded" : "unchanged");
            activity
                ?.SetTag("petals.config.commit", result.CommitHash)
                .SetTag("petals.config.downloaded", result.WasDownloaded);
            return result;
        }
        catch (Exception exception)
        {
            Telemetry.CountFailedDownload(exception);
            activity?.SetError(exception);
            throw;
        }
    }

    private async ValueTask<HubFile> TryAsync(BlobFetch blob)
    {
        try
        {
            _cachedTag ??= cached is null ? null : _cache.ReadTag(cached.Path, ETagKind.GitBlob, call.Cancellation);
            HubFileMetadata metadata = await _transport
                .ReadMetadataAsync(_cachedTag, cached?.CommitHash)
                .ConfigureAwait(false);
            bool wasDownloaded = !TryUseCache(metadata) && await FetchAsync(blob, metadata).ConfigureAwait(false);
            if (!wasDownloaded)
            {
                // Another client has completed the blob.
                TemporaryFile.TryDelete(_cache.PartialPath(metadata.Tag));
            }

            _writer.WriteRef(file.Revision, metadata.CommitHash);
            _canonicalRepoId = metadata.CanonicalRepoId;
            return file.Find(metadata.CommitHash, wasDownloaded)
                ?? throw new FileNotFoundException("the file was written, but is not there");
        }
        catch (EntryNotFoundException exception) when (exception.CommitHash is { } commit)
        {
            _writer.MarkAbsent(commit);
            throw;
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            throw CannotWrite(exception);
        }
    }

    /// <summary>Downloads the content. Returns false if another process has done so meanwhile.</summary>
    private async ValueTask<bool> FetchAsync(BlobFetch blob, HubFileMetadata metadata)
    {
        long limit = options.MaxSize ?? (options.MustBeJsonObject ? DefaultMaxSize : metadata.Size ?? DefaultMaxSize);
        if (metadata.Size > limit)
        {
            throw HubErrors.TooLarge(call.File, limit);
        }

        long start = call.Clock.GetTimestamp();
        _cache.CreateDirectoryOf(_cache.BlobPath(metadata.Tag));

        // If this process is killed, Python's client must find the folder of the snapshot: without one, it reports the
        // repo as damaged.
        _cache.CreateDirectoryOf(_cache.FilePath(metadata.CommitHash, file.Path));
        if (await blob.LockAsync(metadata.Tag, () => TryUseCache(metadata)).ConfigureAwait(false))
        {
            return false;
        }

        PartialBlob content = await blob.FetchAsync(metadata, limit).ConfigureAwait(false);
        _writer.Install(content.Content, metadata.CommitHash, metadata.Tag);
        Log.Downloaded(
            call.Logger,
            file.Path.Value,
            _cache.Repo.Value,
            metadata.CommitHash,
            content.Length,
            call.Clock.GetElapsedTime(start).TotalMilliseconds
        );
        Telemetry.ReceivedBytes.Add(content.Length);
        return true;
    }

    /// <summary>Whether the file is in its place, or could be put there from content of the cache.</summary>
    private bool TryUseCache(HubFileMetadata metadata)
    {
        ETag tag = metadata.Tag;
        string path = _cache.FilePath(metadata.CommitHash, file.Path);
        bool isChecked = cached?.Path == path && _cachedTag == tag && File.Exists(path);
        if (isChecked || HasTag(path))
        {
            return true;
        }

        // An opaque tag proves nothing: it may also name other content than that of the cached file.
        string blob = _cache.BlobPath(tag);
        string? source =
            HasTag(tag.Kind is ETagKind.Opaque ? cached?.Path : blob) ? blob
            : HasTag(cached?.Path) ? cached!.Path
            : null;
        if (source is not null)
        {
            _writer.Reuse(source, metadata.CommitHash, tag);
        }

        return source is not null;

        bool HasTag(string? path) => path is not null && _cache.ReadTag(path, tag.Kind, call.Cancellation) == tag;
    }

    private HubException CannotWrite(Exception cause) =>
        new(
            $"The file '{file.Path}' of '{_cache.Repo}' cannot be written to the cache '{_cache.Directory.Path}' (chosen by "
                + $"{_cache.Directory.ChosenBy}): {cause.Message.TrimEnd('.')}. Make room, give write permission, or set HF_HUB_CACHE or the "
                + "option CacheDirectory.",
            cause
        )
        {
            RepoId = _cache.Repo.Value,
            Revision = file.Revision.Value,

            // Another process may have deleted or opened the temporary file; a second attempt is likely to succeed.
            IsTransient =
                cause is FileNotFoundException or DirectoryNotFoundException || BlobLock.IsHeldByOthers(cause),
        };
}
