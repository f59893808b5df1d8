using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Downloads;

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
            PretrainedFile file = (await FindAsync(mode, modelNameOrPath, options).ConfigureAwait(false))!;
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

    /// <summary>Finds the file of a model, and reads it: a local path first, then the cache, then the Hub.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="modelNameOrPath">The model.</param>
    /// <param name="options">Where and how to look.</param>
    /// <param name="trace">If it is given, nothing is requested or written: the request goes into the trace, and the
    /// result is null.</param>
    public static async ValueTask<PretrainedFile?> FindAsync(
        CallMode mode,
        string modelNameOrPath,
        PretrainedLoadOptions options,
        ResolutionTrace? trace = null
    )
    {
        mode.Cancellation.ThrowIfCancellationRequested();
        ILogger logger =
            trace is null && options.LoggerFactory is { } factory
                ? factory.CreateLogger(Log.Category)
                : NullLogger.Instance;
        using (OpenedFile? local = LocalPath.TryOpen(modelNameOrPath, options))
        {
            if (local is not null)
            {
                return PretrainedFile.Read(local, ModelLocation.Local(local), options.Environment, logger);
            }
        }

        if (LocalPath.LooksLikeOne(modelNameOrPath))
        {
            throw LocalPath.NothingThere(modelNameOrPath, options.Environment);
        }

        var model = HubModel.Parse(modelNameOrPath, options, logger);
        trace?.Model = model;
        string? offline = options.ForceDownload ? Switch.Offline(options.LocalFilesOnly, options.Environment) : null;
        if (
            (!options.ForceDownload || offline is not null)
            && model.TryReadCached(options, logger) is { Location: var location } cached
        )
        {
            Log.CacheHit(logger, location.Path, location.CommitHash!);
            if (offline is not null)
            {
                Log.KeptCached(logger, location.Path, $"{offline} forbids asking the Hub");
            }

            return cached;
        }

        if (options.LocalFilesOnly)
        {
            throw model.NotCached(modelNameOrPath, options.Environment);
        }

        using var hub = new HubDownloader(HubAccess.Of(options, logger));
        if (trace is null)
        {
            return await model.DownloadAsync(mode, hub, options, logger).ConfigureAwait(false);
        }

        trace.Address = hub.Prepare(model.Cache, model.Revision, model.File, options.ForceDownload);
        return null;
    }
}
