using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Downloads one file into the cache: requests its metadata, then its content unless the cache has
/// it.</summary>
internal sealed class FileDownload(
    HttpClient client,
    HubFileAddress address,
    RepoCache cache,
    CachedFile? cached,
    HubDownloadOptions options,
    ConfigEnvironment environment,
    ILogger logger,
    bool useLock
) : IDisposable
{
    /// <summary>The limit for a JSON object, and for a file whose size is unknown.</summary>
    private const long DefaultMaxSize = 16 * 1024 * 1024;

    private readonly HubTransport _transport = new(client, address);
    private readonly BlobFetch _blob = new(
        new HubTransport(client, address),
        address,
        cache,
        options,
        environment.Clock,
        logger
    );
    private readonly CacheNotes _notes = new(cache, logger);
    private readonly CacheWriter _writer = new(
        cache,
        address.File,
        useLinks: !EnvironmentSwitch.IsOn(EnvironmentSwitch.NoLinksVariable, environment)
    );
    private ETag? _cachedTag;

    /// <exception cref="HubException">The file cannot be downloaded or cached.</exception>
    public async ValueTask<HubFile> RunAsync(CallMode mode)
    {
        if (mode.IsAsync)
        {
            // Checking large files in the cache takes seconds, which must not block the caller.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        using Activity? activity = Telemetry
            .Activities.StartActivity("download", ActivityKind.Client)
            ?.SetTag("petals.config.repo", address.Repo.Value)
            .SetTag("petals.config.revision", address.Revision.Value)
            .SetTag("petals.config.file", address.File.Value);
        try
        {
            _cachedTag = cached?.ReadTag(mode.Cancellation);
            HubFile file = await new RetryPolicy(address, environment.Clock, logger)
                .RunAsync(mode, () => TryAsync(mode), _blob.HasProgressed)
                .ConfigureAwait(false);
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

    public void Dispose() => _blob.Dispose();

    private async ValueTask<HubFile> TryAsync(CallMode mode)
    {
        try
        {
            FileMetadata metadata = await ReadMetadataAsync(mode).ConfigureAwait(false);
            bool wasDownloaded =
                !IsInPlace(mode, metadata) && await PutInPlaceAsync(mode, metadata).ConfigureAwait(false);
            _notes.WriteRef(address.Revision, metadata.CommitHash);
            return cache.Find(metadata.CommitHash, address.File) is { } file
                ? new HubFile(file.Path, cache.Repo.Value, address.File.Value, file.CommitHash, wasDownloaded)
                {
                    CanonicalRepoId = metadata.CanonicalRepoId,
                }
                : throw CannotKeep(new FileNotFoundException("the file was written, but is not there"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotKeep(exception);
        }
    }

    private async ValueTask<FileMetadata> ReadMetadataAsync(CallMode mode)
    {
        try
        {
            return await _transport.ReadMetadataAsync(mode, _cachedTag, cached?.CommitHash).ConfigureAwait(false);
        }
        catch (EntryNotFoundException exception) when (exception.CommitHash is not null)
        {
            _notes.MarkAbsent(exception.CommitHash, address.File);
            throw;
        }
    }

    /// <summary>Downloads the file, or reuses content of the cache. Returns whether it was downloaded.</summary>
    private async ValueTask<bool> PutInPlaceAsync(CallMode mode, FileMetadata metadata)
    {
        long limit = options.MaxSize ?? (options.MustBeJsonObject ? DefaultMaxSize : metadata.Size ?? DefaultMaxSize);
        if (metadata.Size > limit)
        {
            throw HubErrors.TooLarge(address, limit);
        }

        string blob = CacheLayout.Blob(cache.Folder, metadata.Tag);
        cache.CreateDirectoryOf(blob);
        if (useLock)
        {
            await _blob
                .LockAsync(
                    mode,
                    metadata.Tag,
                    () => IsInPlace(mode, metadata) || IsBlobIntact(metadata.Tag, mode.Cancellation)
                )
                .ConfigureAwait(false);
        }

        if (IsInPlace(mode, metadata))
        {
            return false;
        }

        using OpenedFile? reusable =
            BlobHash.TryOpenBlob(cache, metadata.Tag, mode.Cancellation)
            ?? (cached is null ? null : BlobHash.TryOpen(cache, cached.Path, metadata.Tag, mode.Cancellation));
        if (reusable is not null)
        {
            _writer.Reuse(reusable, metadata.CommitHash, metadata.Tag);
            return false;
        }

        long start = environment.Clock.GetTimestamp();
        PartialBlob content = await _blob.FetchAsync(mode, metadata, limit).ConfigureAwait(false);
        _writer.Install(content.Path, metadata.CommitHash, metadata.Tag);
        Log.Downloaded(
            logger,
            address.File.Value,
            address.Repo.Value,
            metadata.CommitHash,
            content.Length,
            environment.Clock.GetElapsedTime(start).TotalMilliseconds
        );
        Telemetry.ReceivedBytes.Add(content.Length);
        return true;
    }

    private bool IsInPlace(CallMode mode, FileMetadata metadata)
    {
        string path = CacheLayout.File(cache.Folder, metadata.CommitHash, address.File);
        if (cached is not null && cached.Path == path && _cachedTag == metadata.Tag && File.Exists(path))
        {
            return true; // Its hash has been checked.
        }

        using OpenedFile? file = BlobHash.TryOpen(cache, path, metadata.Tag, mode.Cancellation);
        return file is not null;
    }

    private bool IsBlobIntact(ETag tag, CancellationToken cancellation)
    {
        using OpenedFile? blob = BlobHash.TryOpenBlob(cache, tag, cancellation);
        return blob is not null;
    }

    private HubException CannotKeep(Exception cause) =>
        new(
            $"The file '{address.File}' of '{address.Repo}' cannot be kept in the cache '{cache.Directory.Path}' "
                + $"(chosen by {cache.Directory.ChosenBy}): "
                + $"{(File.Exists(cache.Directory.Path) || File.Exists(cache.Folder) ? "there is a file where a directory should be" : cause.Message.TrimEnd('.'))}. "
                + "Make room or give write permission there, or name another directory with HF_HUB_CACHE or the "
                + "option CacheDirectory.",
            cause
        )
        {
            RepoId = cache.Repo.Value,
            Revision = address.Revision.Value,

            // Another process may have deleted or opened the temporary file; a second attempt is likely to succeed.
            IsTransient =
                cause is FileNotFoundException || (cause is IOException failure && BlobLock.IsHeldByOthers(failure)),
        };
}
