using System.Diagnostics;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Downloads one file into the cache: requests its metadata, then its content unless the cache has
/// it.</summary>
internal sealed class FileDownload(
    HubCall call,
    RepoCache cache,
    CachedFile? cached,
    HubDownloadOptions options,
    ConfigEnvironment environment
)
{
    /// <summary>The limit for a JSON object, and for a file whose size is unknown.</summary>
    private const long DefaultMaxSize = 16 * 1024 * 1024;

    private readonly HubFileAddress _file = call.File;
    private readonly HubTransport _transport = new(call);
    private readonly CacheWriter _writer = new(
        cache,
        call.File.File,
        useLinks: !EnvironmentSwitch.IsOn(EnvironmentSwitch.NoLinksVariable, environment),
        call.Logger
    );
    private ETag? _cachedTag;

    /// <exception cref="HubException">The file cannot be downloaded or cached.</exception>
    public async ValueTask<HubFile> RunAsync(bool useLock)
    {
        using Activity? activity = Telemetry
            .Activities.StartActivity("download", ActivityKind.Client)
            ?.SetTag("petals.config.repo", _file.Repo.Value)
            .SetTag("petals.config.revision", _file.Revision.Value)
            .SetTag("petals.config.file", _file.File.Value);
        using var blob = new BlobFetch(call, _transport, cache, options, useLock);
        try
        {
            HubFile file = await call.RetryAsync(() => TryAsync(blob), blob.HasProgressed).ConfigureAwait(false);
            Telemetry.CountDownload(file.WasDownloaded ? "downloaded" : "unchanged");
            activity
                ?.SetTag("petals.config.commit", file.CommitHash)
                .SetTag("petals.config.downloaded", file.WasDownloaded);
            return file;
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
            _cachedTag ??= cached?.ReadTag(call.Cancellation);
            HubFileMetadata metadata = await _transport
                .ReadMetadataAsync(_cachedTag, cached?.CommitHash)
                .ConfigureAwait(false);
            bool wasDownloaded = !TryUseCache(metadata) && await FetchAsync(blob, metadata).ConfigureAwait(false);
            _writer.WriteRef(_file.Revision, metadata.CommitHash);
            return cache.Find(metadata.CommitHash, _file.File) is { } file
                ? new HubFile(file.Path, cache.Repo.Value, _file.File.Value, file.CommitHash, wasDownloaded)
                {
                    CanonicalRepoId = metadata.CanonicalRepoId,
                }
                : throw CannotWrite(new FileNotFoundException("the file was written, but is not there"));
        }
        catch (EntryNotFoundException exception) when (exception.CommitHash is { } commit)
        {
            _writer.MarkAbsent(commit);
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
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
            throw HubErrors.TooLarge(_file, limit);
        }

        long start = call.Clock.GetTimestamp();
        cache.CreateDirectoryOf(CacheLayout.Blob(cache.Folder, metadata.Tag));
        if (await blob.LockAsync(metadata.Tag, () => TryUseCache(metadata)).ConfigureAwait(false))
        {
            return false;
        }

        PartialBlob content = await blob.FetchAsync(metadata, limit).ConfigureAwait(false);
        _writer.Install(content.Path, metadata.CommitHash, metadata.Tag);
        Log.Downloaded(
            call.Logger,
            _file.File.Value,
            _file.Repo.Value,
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
        string path = CacheLayout.File(cache.Folder, metadata.CommitHash, _file.File);
        if (cached?.Path == path && _cachedTag == metadata.Tag && File.Exists(path))
        {
            return true; // Its hash has been checked.
        }

        using OpenedFile? inPlace = TryOpen(path);
        if (inPlace is not null)
        {
            return true;
        }

        using OpenedFile? reusable =
            BlobHash.TryOpenBlob(cache, metadata.Tag, call.Cancellation)
            ?? (cached is null ? null : TryOpen(cached.Path));
        if (reusable is null)
        {
            return false;
        }

        _writer.Reuse(reusable, metadata.CommitHash, metadata.Tag);
        return true;

        OpenedFile? TryOpen(string path) => BlobHash.TryOpen(cache, path, metadata.Tag, call.Cancellation);
    }

    private HubException CannotWrite(Exception cause)
    {
        string reason =
            File.Exists(cache.Directory.Path) || File.Exists(cache.Folder)
                ? "there is a file where a directory should be"
                : cause.Message.TrimEnd('.');
        return new(
            $"The file '{_file.File}' of '{_file.Repo}' cannot be written to the cache '{cache.Directory.Path}' (chosen by "
                + $"{cache.Directory.ChosenBy}): {reason}. Make room, give write permission, or set HF_HUB_CACHE or the "
                + "option CacheDirectory.",
            cause
        )
        {
            RepoId = cache.Repo.Value,
            Revision = _file.Revision.Value,

            // Another process may have deleted or opened the temporary file; a second attempt is likely to succeed.
            IsTransient =
                cause is FileNotFoundException || (cause is IOException failure && BlobLock.IsHeldByOthers(failure)),
        };
    }
}
