using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Finds the file of a model and reads it: what all FromPretrained methods share.</summary>
internal static class PretrainedLoader
{
    /// <summary>Loads a model.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id.</param>
    /// <param name="dhtPrefix">Passed on to <paramref name="build"/>.</param>
    /// <param name="options">Where and how to look.</param>
    /// <param name="build">Makes the config of the file.</param>
    public static async ValueTask<T> LoadAsync<T>(
        CallMode mode,
        string modelNameOrPath,
        string? dhtPrefix,
        PretrainedLoadOptions options,
        Func<PretrainedFile, string?, T> build
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        using LoadTrace? trace = LoadTrace.Start(modelNameOrPath, options.Revision);
        try
        {
            PretrainedFile file = await ReadAsync(mode, modelNameOrPath, options).ConfigureAwait(false);
            T config = Build(file, dhtPrefix, build);
            trace?.Done(file.Location.Path, file.Location.CommitHash);
            return config;
        }
        catch (Exception exception)
        {
            trace?.Failed(exception);
            throw;
        }
    }

    /// <summary>Makes the config of a file.</summary>
    /// <exception cref="ConfigFormatException">It is not the JSON of a Mixtral config.</exception>
    /// <exception cref="HubException">It is in the cache, and is damaged.</exception>
    public static T Build<T>(PretrainedFile file, string? dhtPrefix, Func<PretrainedFile, string?, T> build)
    {
        try
        {
            return build(file, dhtPrefix);
        }
        catch (ConfigFormatException exception)
        {
            DamagedCache.ThrowIfDamaged(file.Location, exception);
            throw;
        }
    }

    private static async ValueTask<PretrainedFile> ReadAsync(
        CallMode mode,
        string modelNameOrPath,
        PretrainedLoadOptions options
    )
    {
        mode.Cancellation.ThrowIfCancellationRequested();
        ILogger logger = options.LoggerFactory?.CreateLogger(Log.Category) ?? NullLogger.Instance;
        bool isPath = LocalPath.LooksLikeOne(modelNameOrPath);
        if (
            isPath
            && LocalPath.Guess(modelNameOrPath, options) is { } path
            && PretrainedReader.TryReadLocal(path, options, logger) is { } read
        )
        {
            return read;
        }

        if (LocalPath.TryLocate(modelNameOrPath, options) is { } local)
        {
            return await PretrainedReader.ReadAsync(mode, local, options, logger).ConfigureAwait(false);
        }

        if (isPath)
        {
            throw LocalPath.NothingThere(modelNameOrPath, options.Environment);
        }

        var model = HubModel.Parse(modelNameOrPath, options, logger);
        if (
            (!options.ForceDownload || options.LocalFilesOnly)
            && await PretrainedReader.TryReadCachedAsync(mode, model, options, logger).ConfigureAwait(false)
                is { } cached
        )
        {
            LogCached(cached.Location, options, logger);
            return cached;
        }

        if (options.LocalFilesOnly)
        {
            throw model.NotCached(modelNameOrPath, options.Environment);
        }

        ModelLocation downloaded = await model.DownloadAsync(mode, options).ConfigureAwait(false);
        return await PretrainedReader.ReadAsync(mode, downloaded, options, logger).ConfigureAwait(false);
    }

    private static void LogCached(ModelLocation location, PretrainedLoadOptions options, ILogger logger)
    {
        Log.CacheHit(logger, location.Path, location.CommitHash!);
        if (options.ForceDownload)
        {
            Log.KeptCached(
                logger,
                location.Path,
                $"{Switch.Offline(option: true, options.Environment)} forbids asking the Hub"
            );
        }
    }
}
