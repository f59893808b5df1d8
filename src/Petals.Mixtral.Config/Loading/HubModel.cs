namespace Petals.Mixtral.Config.Loading;

/// <summary>A model on the Hub whose config has not been read yet.</summary>
internal static class HubModel
{
    /// <exception cref="ConfigNotFoundException">The argument is neither a path nor a repo id.</exception>
    /// <exception cref="HubException">An option is not valid, or there is no cache directory.</exception>
    public static RepoFile Parse(string argument, PretrainedLoadOptions options, ILogger logger)
    {
        RepoId repo = ParseRepoId(argument, options.Environment);
        var revision = Revision.Parse(options.Revision);
        var path = RepoFilePath.Parse(options.ConfigFileName, options.Subfolder);
        ChosenPath directory = CacheDirectory.Resolve(options.CacheDirectory, options.Environment);
        if (CacheDirectory.IsChosenByDeprecatedVariable(directory))
        {
            Log.Warn(
                logger,
                "The cache directory comes from TRANSFORMERS_CACHE, which is deprecated; set HF_HUB_CACHE or HF_HOME instead."
            );
        }

        return new RepoFile(new RepoCache(directory, repo), revision, path);
    }

    /// <summary>Reads the file from the cache. Returns null if it is not cached.</summary>
    /// <exception cref="HubException">The cache is damaged.</exception>
    /// <exception cref="ConfigFormatException">The file cannot be read.</exception>
    public static PretrainedFile? TryReadCached(RepoFile file, PretrainedLoadOptions options, ILogger logger) =>
        file.Cache.ReadCommit(file.Revision) is { } commit ? TryRead(file, commit, options, logger) : null;

    public static async ValueTask<PretrainedFile> DownloadAsync(
        CallMode mode,
        RepoFile file,
        HubDownloader hub,
        PretrainedLoadOptions options,
        ILogger logger
    )
    {
        var wanted = new HubDownloadOptions
        {
            ForceDownload = options.ForceDownload,
            MaxSize = ConfigLimits.MaxFileSize,
            MustBeJsonObject = true,
        };
        CachedFile? cached = options.ForceDownload ? file.FindUsable() : null;
        HubFile downloaded = await hub.DownloadAsync(mode, file, cached, wanted).ConfigureAwait(false);
        if (downloaded.CanonicalRepoId is { } canonical)
        {
            Log.Warn(
                logger,
                $"The Hub calls the repo {file.Cache.Repo} {canonical}. Give that id if you mean it: its DHT prefix is "
                    + $"{PetalsRules.DhtPrefixOf(canonical)}, not {PetalsRules.DhtPrefixOf(file.Cache.Repo.Value)}."
            );
        }

        return TryRead(file, downloaded.CommitHash, options, logger)
            ?? throw new HubException(
                $"The file '{downloaded.Path}' was deleted before it could be read. Load the model again."
            )
            {
                RepoId = downloaded.RepoId,
                IsTransient = true,
            };
    }

    /// <summary>The error for a file that is not cached if requests are not allowed.</summary>
    public static ConfigNotFoundException NotCached(RepoFile file, string argument, ConfigEnvironment environment) =>
        new(
            $"'{file.Cache.Repo}' (revision {file.Revision}) is not an existing path, and {file.Path} of it is not in the "
                + "Hugging Face cache.",
            argument,
            file.Revision.Value,
            [LocalPath.Nothing(argument, environment), .. CacheMiss.Explain(file)],
            $"{CacheMiss.Remedy(file)}, or give the path of a local directory or file."
        );

    private static PretrainedFile? TryRead(RepoFile file, string commit, PretrainedLoadOptions options, ILogger logger)
    {
        try
        {
            using OpenedFile? opened = file.Cache.Open(commit, file.Path);
            return opened is null
                ? null
                : PretrainedFile.Read(
                    opened,
                    new ModelLocation(opened.Path, opened.RealPath, file.Cache.Repo.Value, commit),
                    options,
                    logger
                );
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            throw PretrainedFile.Unreadable(CacheLayout.File(file.Cache.Folder, commit, file.Path), exception);
        }
    }

    private static RepoId ParseRepoId(string argument, ConfigEnvironment environment)
    {
        try
        {
            return RepoId.Parse(argument);
        }
        catch (HubValidationException exception)
        {
            throw new ConfigNotFoundException(
                $"There is no file or directory '{Printable.Short(AddressText.WithoutSecrets(argument))}', and it cannot be a model on the Hub: "
                    + $"{RepoId.Rule}.",
                argument,
                null,
                [LocalPath.Nothing(argument, environment)],
                RepoGuess.Remedy(argument) ?? "Give a path that exists, or a repo id.",
                exception
            );
        }
    }
}
