using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Downloads;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Loading;

/// <summary>The file of a model on the Hub: what FromPretrained was given, parsed once.</summary>
internal sealed record HubModel(RepoCache Cache, Revision Revision, RepoFilePath File)
{
    /// <exception cref="ConfigNotFoundException">The argument is neither a path nor a repo id.</exception>
    /// <exception cref="HubException">An option is not valid, or there is no cache directory.</exception>
    public static HubModel Parse(string argument, PretrainedLoadOptions options, ILogger logger)
    {
        RepoId repo = ParseRepoId(argument, options.Environment);
        var revision = Revision.Parse(options.Revision);
        var file = RepoFilePath.Parse(options.ConfigFileName, options.Subfolder);
        CacheDirectory directory = CacheDirectory.Resolve(options.CacheDirectory, options.Environment);
        if (directory.IsDeprecated)
        {
            Log.DeprecatedCacheVariable(logger);
        }

        return new HubModel(new RepoCache(directory, repo), revision, file);
    }

    /// <summary>Reads the file from the cache. Returns null if it is not cached.</summary>
    /// <exception cref="HubException">The cache is damaged.</exception>
    /// <exception cref="ConfigFormatException">The file cannot be read.</exception>
    public PretrainedFile? TryReadCached(PretrainedLoadOptions options, ILogger logger) =>
        Cache.ReadCommit(Revision) is { } commit ? TryRead(commit, options, logger) : null;

    /// <summary>Downloads the file, and reads it.</summary>
    public async ValueTask<PretrainedFile> DownloadAsync(
        CallMode mode,
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
        CachedFile? cached = options.ForceDownload ? Cache.FindUsable(Revision, File) : null;
        HubFile downloaded = await hub.DownloadAsync(mode, Cache, cached, Revision, File, wanted).ConfigureAwait(false);
        return TryRead(downloaded.CommitHash, options, logger)
            ?? throw PretrainedFile.Unreadable(
                downloaded.Path,
                new FileNotFoundException($"Could not find file '{downloaded.Path}'.")
            );
    }

    /// <summary>The error for a file that is not in the cache if the Hub must not be asked.</summary>
    public ConfigNotFoundException NotCached(string argument, ConfigEnvironment environment) =>
        new(
            $"'{Cache.Repo}' (revision {Revision}) is not an existing path, and {File} of it is not in the Hugging Face "
                + "cache.",
            argument,
            Revision.Value,
            [LocalPath.Nothing(argument, environment), .. CacheMiss.Explain(Cache, Revision, File)],
            $"{CacheMiss.Remedy(Cache, Revision, File)}, or give the path of a local directory or file."
        );

    private PretrainedFile? TryRead(string commit, PretrainedLoadOptions options, ILogger logger)
    {
        try
        {
            using OpenedFile? file = Cache.Open(commit, File);
            return file is null
                ? null
                : PretrainedFile.Read(
                    file,
                    ModelLocation.Cached(file, Cache.Repo, commit),
                    options.Environment,
                    logger
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PretrainedFile.Unreadable(CacheLayout.File(Cache.Folder, commit, File), exception);
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
                $"There is no file or directory '{Printable.Short(argument)}', and it cannot be a model on the Hub: "
                    + exception.Message,
                argument,
                null,
                [LocalPath.Nothing(argument, environment)],
                "Give a path that exists, or a repo id.",
                exception
            );
        }
    }
}
