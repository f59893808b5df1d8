using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Downloads;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Finds the config file of a model and reads it. All FromPretrained methods use it.</summary>
internal static class PretrainedLoader
{
    public static async ValueTask<T> LoadAsync<T>(
        CallMode mode,
        string modelNameOrPath,
        string? dhtPrefix,
        PretrainedLoadOptions options,
        Func<PretrainedFile, string?, T> build
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        long start = Stopwatch.GetTimestamp();
        using Activity? activity = Telemetry
            .Activities.StartActivity("load")
            ?.SetTag("model", modelNameOrPath)
            .SetTag("revision", options.Revision);
        try
        {
            PretrainedFile file = (await FindAsync(mode, modelNameOrPath, options).ConfigureAwait(false))!;
            T config = Build(file, dhtPrefix, build);
            activity?.SetTag("path", file.Location.Path).SetTag("commit", file.Location.CommitHash);
            Telemetry.RecordLoad(start, "loaded");
            return config;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Telemetry.RecordLoad(start, exception.GetType().Name);
            throw;
        }
    }

    /// <exception cref="ConfigFormatException">The file is not the JSON of a Mixtral config.</exception>
    /// <exception cref="HubException">The cached file is damaged.</exception>
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
    /// <param name="modelNameOrPath">A directory, a file, or a repo id.</param>
    /// <param name="options">Where to look.</param>
    /// <param name="trace">If it is not null, this method sends and writes nothing: it records the request in the trace and
    /// returns null.</param>
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
                var source = new ModelLocation(local.Path, local.Path);
                return PretrainedFile.Read(local, source, options.Environment, logger);
            }
        }

        if (LocalPath.LooksLikeOne(modelNameOrPath))
        {
            throw LocalPath.NothingThere(modelNameOrPath, options.Environment);
        }

        RepoFile model = HubModel.Parse(modelNameOrPath, options, logger);
        trace?.Model = model;
        string? offline = options.ForceDownload
            ? EnvironmentSwitch.Offline(options.LocalFilesOnly, options.Environment)
            : null;
        if (
            (!options.ForceDownload || offline is not null)
            && HubModel.TryReadCached(model, options, logger) is { Location: var location } cached
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
            throw HubModel.NotCached(model, modelNameOrPath, options.Environment);
        }

        var access = new HubClientOptions
        {
            LocalFilesOnly = options.LocalFilesOnly,
            DownloadTimeout = options.DownloadTimeout,
            Token = options.Token,
            Endpoint = options.Endpoint,
            HttpClient = options.HttpClient,
            Environment = options.Environment,
        };
        using var hub = new HubDownloader(access, logger);
        if (trace is null)
        {
            return await HubModel.DownloadAsync(mode, model, hub, options, logger).ConfigureAwait(false);
        }

        trace.Address = hub.Prepare(model, options.ForceDownload);
        return null;
    }
}
