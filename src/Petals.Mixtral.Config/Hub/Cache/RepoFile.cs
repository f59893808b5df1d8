namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>One file at one revision of a repo.</summary>
internal sealed record RepoFile(RepoCache Cache, Revision Revision, RepoFilePath Path)
{
    /// <summary>Finds the file in the cache. Returns null if it is not cached.</summary>
    /// <exception cref="HubException">The ref is damaged, or the file is outside the cache directory.</exception>
    public HubFile? Find() => Cache.ReadCommit(Revision) is { } commit ? Find(commit) : null;

    /// <summary>Finds the file of a commit in the cache. Returns null if it is not cached.</summary>
    /// <exception cref="HubException">It is outside the cache directory, or cannot be read.</exception>
    public HubFile? Find(string commit, bool wasDownloaded = false) =>
        Cache.HasFile(commit, Path)
            ? new HubFile(Cache.FilePath(commit, Path), Cache.Repo.Value, Path.Value, commit, wasDownloaded)
            : null;

    /// <summary>Finds the file before it is downloaded again. Returns null if the cache is damaged.</summary>
    public HubFile? FindUsable()
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
