namespace Petals.Mixtral.Config.Loading;

/// <summary>Finds the config file of a model and reads it. All FromPretrained methods use it.</summary>
/// <param name="argument">A directory, a file, or a repo id.</param>
/// <param name="options">Where to look.</param>
/// <param name="isTrial">Whether to send, write and log nothing.</param>
internal sealed class PretrainedLoader(string argument, PretrainedLoadOptions options, bool isTrial = false)
{
    private readonly ILogger _logger = Log.Create(isTrial ? null : options.LoggerFactory);

    /// <summary>The model on the Hub; null if the argument is a local path.</summary>
    public RepoFile? Model { get; private set; }

    /// <summary>The address that a trial would request; null if no request is needed.</summary>
    public HubFileAddress? Address { get; private set; }

    public static async ValueTask<T> LoadAsync<T>(
        CallMode mode,
        string modelNameOrPath,
        string? dhtPrefix,
        PretrainedLoadOptions? options,
        Func<PretrainedFile, string?, T> build
    )
    {
        options ??= PretrainedLoadOptions.Default;
        long start = Stopwatch.GetTimestamp();
        using Activity? activity = Telemetry
            .Activities.StartActivity("load")
            ?.SetTag("petals.config.model", AddressText.WithoutSecrets(modelNameOrPath))
            .SetTag("petals.config.revision", options.Revision);
        try
        {
            var loader = new PretrainedLoader(modelNameOrPath, options);
            T config = (await loader.FindAsync(mode, Build).ConfigureAwait(false))!;
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

    /// <summary>Finds the file of a model, and builds its config: a local path first, then the cache, then the Hub. A
    /// download also replaces a damaged file in the cache. Returns the default value if a trial would have to send a
    /// request.</summary>
    public async ValueTask<T?> FindAsync<T>(CallMode mode, Func<PretrainedFile, T> build)
    {
        mode.Cancellation.ThrowIfCancellationRequested();
        if (LocalPath.TryRead(argument, options, _logger) is { } local)
        {
            return local.Build(build);
        }

        RepoFile model = HubModel.Parse(argument, options, _logger);
        Model = model;
        bool force = options.ForceDownload;
        string? offline = EnvironmentSwitch.Offline(options.LocalFilesOnly, options.Environment);
        if (!force || offline is not null)
        {
            PretrainedFile? cached = null;
            try
            {
                cached = model.Cache.ReadCommit(model.Revision) is { } commit ? TryRead(model, commit) : null;
                if (cached is { Location: var location })
                {
                    Log.CacheHit(_logger, location.Path, location.CommitHash!);
                    if (force)
                    {
                        Log.Warn(
                            _logger,
                            $"The cached file {location.Path} is used: {offline} forbids requests to the Hub."
                        );
                    }

                    return cached.Build(build);
                }
            }
            catch (PretrainedConfigException exception)
                when (offline is null
                    // Without a blob, only the Hub can show whether the file was published with this error.
                    && (
                        exception is HubException
                        || (exception is ConfigFormatException && cached?.Location.BlobName is null)
                    )
                )
            {
                Log.Warn(_logger, $"The cached file cannot be used and is downloaded again: {exception.Message}");
                force = true;
            }
        }

        if (options.LocalFilesOnly)
        {
            throw new ConfigNotFoundException(
                $"'{model.Cache.Repo}' (revision {model.Revision}) is not an existing path, and its {model.Path} is "
                    + "not in the Hugging Face cache.",
                argument,
                model.Revision.Value,
                [LocalPath.Nothing(argument, options.Environment), .. CacheMiss.Explain(model)],
                CacheMiss.Remedy(model, ", or give the path of a local directory or file.")
            );
        }

        var access = new HubClientOptions
        {
            DownloadTimeout = options.DownloadTimeout,
            Token = options.Token,
            Endpoint = options.Endpoint,
            HttpClient = options.HttpClient,
            Environment = options.Environment,
        };
        using var hub = new HubDownloader(access, _logger);
        if (!isTrial)
        {
            return (await DownloadAsync(mode, hub, model, force).ConfigureAwait(false)).Build(build);
        }

        Address = hub.Prepare(model, force);
        return default;
    }

    private async ValueTask<PretrainedFile> DownloadAsync(CallMode mode, HubDownloader hub, RepoFile model, bool force)
    {
        var wanted = new HubDownloadOptions
        {
            ForceDownload = force,
            MaxSize = ConfigLimits.MaxFileSize,
            MustBeJsonObject = true,
        };
        HubFile? cached = force ? model.FindUsable() : null;
        HubFile file = await hub.DownloadAsync(mode, model, cached, wanted).ConfigureAwait(false);
        return TryRead(model, file.CommitHash)
            ?? throw new HubException(
                $"The file '{file.Path}' was deleted before it could be read. Load the model again."
            )
            {
                RepoId = file.RepoId,
                IsTransient = true,
            };
    }

    private PretrainedFile? TryRead(RepoFile model, string commit)
    {
        string path = model.Cache.FilePath(commit, model.Path);
        return PretrainedFile.TryRead(path, model.Cache, commit, options, _logger);
    }
}
