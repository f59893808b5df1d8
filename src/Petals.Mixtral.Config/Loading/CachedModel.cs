using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Logging;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Finds the file of a repo in the Hugging Face cache.</summary>
internal static class CachedModel
{
    /// <summary>Where the file belongs, in the snapshot of the revision; whether it is there shows when it is read.</summary>
    /// <exception cref="ConfigNotFoundException">The cache does not know the revision, or the argument is no repo id.</exception>
    /// <exception cref="HubException">An option is not what it must be, or a ref is damaged.</exception>
    public static ModelLocation Locate(string argument, PretrainedLoadOptions options, ILogger logger)
    {
        RepoId repo = ParseRepoId(argument, options.Environment);
        var revision = Revision.Parse(options.Revision);
        var file = RepoFilePath.Parse(options.ConfigFileName, options.Subfolder);
        CacheDirectory cache = CacheDirectory.Resolve(options.CacheDirectory, options.Environment);
        if (cache.IsDeprecated)
        {
            LoadLog.DeprecatedCacheVariable(logger);
        }

        string folder = CacheLayout.RepoFolder(cache.Path, repo);
        string commit = HubCache.ReadCommit(folder, revision) ?? throw NotCached(argument, options);
        if (options.ForceDownload)
        {
            LoadLog.CannotDownload(logger, repo.Value);
        }

        return new ModelLocation(CacheLayout.File(folder, commit, file), repo.Value, commit);
    }

    /// <summary>The error for a file that is not in the cache: every place that was looked at, and how to get it.</summary>
    public static ConfigNotFoundException NotCached(string argument, PretrainedLoadOptions options, Exception? cause = null)
    {
        var repo = RepoId.Parse(argument);
        var revision = Revision.Parse(options.Revision);
        var file = RepoFilePath.Parse(options.ConfigFileName, options.Subfolder);
        CacheDirectory cache = CacheDirectory.Resolve(options.CacheDirectory, options.Environment);
        return new ConfigNotFoundException(
            $"'{repo}' (revision {revision}) is not an existing path, and {file} of it is not in the Hugging Face cache.",
            argument,
            revision.Value,
            [LocalPath.Nothing(argument, options.Environment), .. CacheMiss.Explain(cache, repo, revision, file)],
            $"Download it once with 'hf download {repo} {file} --revision {revision} --cache-dir {cache.Path}', or give the path of a local directory or file.",
            cause);
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
                $"There is no file or directory '{Printable.Short(argument)}', and it cannot be a model on the Hub: {exception.Message}",
                argument, null, [LocalPath.Nothing(argument, environment)], "Give a path that exists, or a repo id.", exception);
        }
    }
}
