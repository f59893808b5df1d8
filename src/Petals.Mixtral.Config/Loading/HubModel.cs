using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Serialization;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Loading;

/// <summary>The file of a repo on the Hub that a caller means, and where it is cached.</summary>
internal sealed record HubModel(RepoCache Cache, Revision Revision, RepoFilePath File)
{
    /// <exception cref="ConfigNotFoundException">The argument is no repo id.</exception>
    /// <exception cref="HubException">An option is not what it must be.</exception>
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

    /// <summary>Where the file is in the cache, as far as the cache says; whether it is there shows when it is
    /// read.</summary>
    /// <exception cref="HubException">A ref is damaged, or cannot be read.</exception>
    public ModelLocation? LocateInCache() => Cache.ReadCommit(Revision) is { } commit ? Locate(commit) : null;

    /// <summary>Gets the file from the Hub into the cache.</summary>
    /// <exception cref="HubException">It could not be had.</exception>
    public async ValueTask<ModelLocation> DownloadAsync(CallMode mode, PretrainedLoadOptions options)
    {
        using var client = new HubClient(
            new HubClientOptions
            {
                CacheDirectory = options.CacheDirectory,
                LocalFilesOnly = options.LocalFilesOnly,
                Token = options.Token,
                Endpoint = options.Endpoint,
                HttpClient = options.HttpClient,
                LoggerFactory = options.LoggerFactory,
                Environment = options.Environment,
            }
        );
        var wanted = new HubDownloadOptions
        {
            Revision = Revision.Value,
            ForceDownload = options.ForceDownload,
            MaxSize = ConfigLimits.MaxFileSize,
            MustBeJsonObject = true,
        };
        HubFile downloaded = await client
            .DownloadAsync(mode, Cache.Repo.Value, File.Value, wanted)
            .ConfigureAwait(false);
        return Locate(downloaded.CommitHash);
    }

    /// <summary>The error for a file that is not in the cache: every place that was looked at, and how to get
    /// it.</summary>
    public ConfigNotFoundException NotCached(string argument, ConfigEnvironment environment) =>
        new(
            $"'{Cache.Repo}' (revision {Revision}) is not an existing path, and {File} of it is not in the "
                + "Hugging Face cache.",
            argument,
            Revision.Value,
            [LocalPath.Nothing(argument, environment), .. CacheMiss.Explain(Cache, Revision, File)],
            $"{CacheMiss.Remedy(Cache, Revision, File)}, or give the path of a local directory or file."
        );

    /// <summary>Where the file is in the snapshot of a commit.</summary>
    public ModelLocation Locate(string commit) =>
        ModelLocation.Cached(Cache, CacheLayout.File(Cache.Folder, commit, File), commit);

    private static RepoId ParseRepoId(string argument, ConfigEnvironment environment)
    {
        try
        {
            return RepoId.Parse(argument);
        }
        catch (HubValidationException exception)
        {
            throw new ConfigNotFoundException(
                $"There is no file or directory '{Printable.Short(argument)}', and it cannot be a model on the "
                    + $"Hub: {exception.Message}",
                argument,
                null,
                [LocalPath.Nothing(argument, environment)],
                "Give a path that exists, or a repo id.",
                exception
            );
        }
    }
}
