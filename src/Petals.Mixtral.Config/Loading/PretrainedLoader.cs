using System.Diagnostics;

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
            ?.SetTag("petals.config.model", AddressText.WithoutSecrets(modelNameOrPath))
            .SetTag("petals.config.revision", options.Revision);
        try
        {
            T config = (await FindAsync(mode, modelNameOrPath, options, Build).ConfigureAwait(false))!;
            Telemetry.RecordLoad(start, null);
            return config;
        }
        catch (Exception exception)
        {
            activity?.SetError(exception);
            Telemetry.RecordLoad(start, exception);
            throw;
        }

        T Build(PretrainedFile file)
        {
            activity
                ?.SetTag("petals.config.path", file.Location.Path)
                .SetTag("petals.config.commit", file.Location.CommitHash);
            return build(file, dhtPrefix);
        }
    }

    /// <summary>Finds the file of a model, and builds its config: a local path first, then the cache, then the Hub,
    /// which also replaces what is damaged in the cache.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id.</param>
    /// <param name="options">Where to look.</param>
    /// <param name="build">Makes the result of the file.</param>
    /// <param name="trace">If it is not null, this method sends and writes nothing: it records the request in the trace
    /// and returns the default.</param>
    public static async ValueTask<T?> FindAsync<T>(
        CallMode mode,
        string modelNameOrPath,
        PretrainedLoadOptions options,
        Func<PretrainedFile, T> build,
        ResolutionTrace? trace = null
    )
    {
        mode.Cancellation.ThrowIfCancellationRequested();
        ILogger logger = Log.Create(trace is null ? options.LoggerFactory : null);
        using (OpenedFile? local = LocalPath.TryOpen(modelNameOrPath, options))
        {
            if (local is not null)
            {
                var source = new ModelLocation(local.Path, local.Path);
                return build(PretrainedFile.Read(local, source, options, logger));
            }
        }

        RepoFile model = HubModel.Parse(modelNameOrPath, options, logger);
        trace?.Model = model;
        string? offline = EnvironmentSwitch.Offline(options.LocalFilesOnly, options.Environment);
        if (!options.ForceDownload || offline is not null)
        {
            PretrainedFile? cached = null;
            try
            {
                cached = HubModel.TryReadCached(model, options, logger);
                if (cached is { Location: var location })
                {
                    Log.CacheHit(logger, location.Path, location.CommitHash!);
                    if (options.ForceDownload)
                    {
                        Log.Warn(
                            logger,
                            $"The cached file {location.Path} is used: {offline} forbids requests to the Hub."
                        );
                    }

                    return cached.Build(build);
                }
            }
            catch (PretrainedConfigException exception)
                when (offline is null && DamagedCache.MayBeReplaced(exception, cached))
            {
                Log.Warn(logger, $"The cache is damaged, so the file is downloaded again: {exception.Message}");
                options = options with { ForceDownload = true };
            }
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
            PretrainedFile file = await HubModel.DownloadAsync(mode, model, hub, options, logger).ConfigureAwait(false);
            return file.Build(build);
        }

        trace.Address = hub.Prepare(model, options.ForceDownload);
        return default;
    }
}
