using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Logging;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Finds the file of a repo in the Hugging Face cache.</summary>
internal static class CachedModel
{
    /// <exception cref="ConfigNotFoundException">It is not in the cache, or the argument is no repo id.</exception>
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
        if (HubCache.ReadCommit(folder, revision) is { } commit && HubCache.Opens(CacheLayout.File(folder, commit, file)))
        {
            if (options.ForceDownload)
            {
                LoadLog.CannotDownload(logger, repo.Value);
            }

            return new ModelLocation(CacheLayout.File(folder, commit, file), repo.Value, commit);
        }

        throw new ConfigNotFoundException(
            $"'{repo}' (revision {revision}) is not an existing path, and {file} of it is not in the Hugging Face cache.",
            argument,
            revision.Value,
            [LocalPath.Nothing(argument, options.Environment), .. CacheMiss.Explain(cache, repo, revision, file)],
            $"Download it once with 'hf download {repo} {file} --revision {revision} --cache-dir {cache.Path}', or give the path of a local directory or file.");
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
