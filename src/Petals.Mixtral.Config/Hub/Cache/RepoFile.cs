namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>One file at one revision of a repo.</summary>
internal sealed record RepoFile(RepoCache Cache, Revision Revision, RepoFilePath Path)
{
    /// <summary>Finds the file in the cache. Returns null if it is not cached.</summary>
    /// <exception cref="HubException">The ref is damaged, or the file is outside the cache directory.</exception>
    public CachedFile? Find() => Cache.ReadCommit(Revision) is { } commit ? Cache.Find(commit, Path) : null;

    /// <summary>Finds the file if it is about to be downloaded again. Returns null if the cache is damaged.</summary>
    public CachedFile? FindUsable()
    {
        try
        {
            return Find();
        }
        catch (HubException)
        {
            return null;
        }
    }
}
