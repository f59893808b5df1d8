namespace Petals.Mixtral.Config.Loading;

/// <summary>A model on the Hub whose config has not been read yet.</summary>
internal static class HubModel
{
    /// <exception cref="ConfigNotFoundException">The argument is neither a path nor a repo id.</exception>
    /// <exception cref="HubException">An option is not valid, or there is no cache directory.</exception>
    public static RepoFile Parse(string argument, PretrainedLoadOptions options, ILogger logger)
    {
        if (RepoId.TryParse(argument) is not { } repo)
        {
            throw LocalPath.NothingThere(
                argument,
                options.Environment,
                $"is neither a file or directory nor a model on the Hub: {RepoId.Rule}."
            );
        }

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
}
