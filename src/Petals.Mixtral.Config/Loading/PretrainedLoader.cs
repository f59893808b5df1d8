using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Logging;
using Petals.Mixtral.Config.Serialization;

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
        CallMode mode, string modelNameOrPath, string? dhtPrefix, PretrainedLoadOptions options, Func<PretrainedFile, string?, T> build)
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

    private static T Build<T>(PretrainedFile file, string? dhtPrefix, Func<PretrainedFile, string?, T> build)
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

    private static async ValueTask<PretrainedFile> ReadAsync(CallMode mode, string modelNameOrPath, PretrainedLoadOptions options)
    {
        mode.Cancellation.ThrowIfCancellationRequested();
        ILogger logger = options.LoggerFactory?.CreateLogger(LoadLog.Category) ?? NullLogger.Instance;
        if (LocalPath.TryLocate(modelNameOrPath, options) is { } local)
        {
            return new PretrainedFile(local, await ReadAsync(mode, local).ConfigureAwait(false), options.Environment, logger);
        }

        if (LocalPath.LooksLikeOne(modelNameOrPath))
        {
            throw LocalPath.NothingThere(modelNameOrPath, options.Environment);
        }

        var model = HubModel.Parse(modelNameOrPath, options, logger);
        if ((!options.ForceDownload || options.LocalFilesOnly) && await TryReadCachedAsync(mode, model, options, logger).ConfigureAwait(false) is { } cached)
        {
            return cached;
        }

        if (options.LocalFilesOnly)
        {
            throw model.NotCached(modelNameOrPath, options.Environment);
        }

        ModelLocation downloaded = await model.DownloadAsync(mode, options).ConfigureAwait(false);
        return new PretrainedFile(downloaded, await ReadAsync(mode, downloaded).ConfigureAwait(false), options.Environment, logger);
    }

    /// <summary>The file from the cache, read at once: that it is there shows by its being opened. <see langword="null"/> where it is not.</summary>
    private static async ValueTask<PretrainedFile?> TryReadCachedAsync(CallMode mode, HubModel model, PretrainedLoadOptions options, ILogger logger)
    {
        ModelLocation? location = null;
        try
        {
            location = model.LocateInCache();
            if (location is null)
            {
                return null;
            }

            byte[] text = await RegularFile.ReadAsync(mode, location.RegularFile, ConfigLimits.MaxFileSize).ConfigureAwait(false);
            HubLog.CacheHit(logger, location.Path, location.CommitHash!);
            if (options.ForceDownload)
            {
                HubLog.KeptCached(logger, location.Path, $"{Switch.Offline(option: true, options.Environment)} forbids asking the Hub");
            }

            return new PretrainedFile(location, text, options.Environment, logger);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(location ?? ModelLocation.Local(model.PathInCache()), exception);
        }
    }

    private static async ValueTask<byte[]> ReadAsync(CallMode mode, ModelLocation location)
    {
        try
        {
            return await RegularFile.ReadAsync(mode, location.RegularFile, ConfigLimits.MaxFileSize).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(location, exception);
        }
    }

    private static ConfigFormatException Unreadable(ModelLocation location, Exception exception)
    {
        string advice = exception is UnauthorizedAccessException ? " Check its permissions." : "";
        var unreadable = new ConfigFormatException($"The config file '{location.Path}' could not be read: {exception.Message}{advice}", location.Path, exception);
        DamagedCache.ThrowIfDamaged(location, unreadable);
        return unreadable;
    }
}
