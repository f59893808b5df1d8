namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Describes why a file is not in the cache. It reads the disk only after a lookup failed, or on
/// request.</summary>
internal static class CacheMiss
{
    private const int MaxNamesShown = 5;

    /// <summary>Returns the places that a lookup searches, in order, down to the first that is missing.</summary>
    public static IReadOnlyList<SearchedPlace> Explain(RepoFile file)
    {
        (RepoCache repo, Revision revision, _) = file;
        ChosenPath cache = repo.Directory;
        if (!Directory.Exists(cache.Path))
        {
            string kind = File.Exists(cache.Path) ? "a file, not a" : "no such";
            return [new(cache.Path, $"{kind} cache directory; chosen by {cache.ChosenBy}")];
        }

        List<SearchedPlace> places = [new(cache.Path, $"the cache directory, chosen by {cache.ChosenBy}")];
        if (!Directory.Exists(repo.Folder))
        {
            return [.. places, new(repo.Folder, "no such repo in the cache")];
        }

        string path = repo.RefPath(revision);
        try
        {
            if (repo.ReadCommit(revision) is not { } commit)
            {
                string finding = PathDescription.Of(path, "no such ref");
                return [.. places, new(path, $"{finding}; {ListSnapshots(repo)}")];
            }

            if (revision.Commit is null)
            {
                places.Add(new(path, $"contains {commit}"));
            }

            path = repo.FilePath(commit, file.Path);
            return [.. places, ExplainSnapshot(file, commit, path)];
        }
        catch (Exception exception) when (exception.IsFileError() || exception is HubException)
        {
            return [.. places, new(path, exception.Message)];
        }
    }

    public static string Remedy(RepoFile file, string orElse, bool isWhole = false) =>
        FindOtherCase(file.Cache) is { } other
            ? $"Use {other} instead, which is in the cache and differs only in case."
            : $"Download it once with 'hf download {file.Cache.Repo}{(isWhole ? "" : $" {ShellWord.Of(file.Path.Value)}")}"
                + $" --revision {ShellWord.Of(file.Revision.Value)} "
                + $"--cache-dir {ShellWord.Of(file.Cache.Directory.Path)}'{orElse}";

    /// <summary>The error for a file that is not cached in offline mode.</summary>
    /// <param name="file">The file.</param>
    /// <param name="decidedBy">What turned offline mode on.</param>
    /// <param name="query">What only the Hub knows about it; null if the cache could have the file.</param>
    public static OfflineModeException Offline(RepoFile file, string decidedBy, string? query)
    {
        IReadOnlyList<SearchedPlace> places = query is null ? Explain(file) : [];
        string problem = query is null ? "is not in the Hugging Face cache" : "is only on the Hub";
        return new OfflineModeException(
            SearchedPlace.Describe(
                $"{query ?? $"The file '{file.Path}'"} of '{file.Cache.Repo}' (revision {file.Revision}) "
                    + $"{problem}, and {decidedBy} forbids requests to the Hub.",
                places,
                query is null
                    ? Remedy(file, " with network access, or turn offline mode off.")
                    : "Turn offline mode off."
            )
        )
        {
            RepoId = file.Cache.Repo.Value,
            Revision = file.Revision.Value,
            DecidedBy = decidedBy,
            PlacesSearched = places,
        };
    }

    /// <summary>The error for a file that is recorded as absent from a commit. Commits never change, so no request is
    /// needed.</summary>
    public static EntryNotFoundException KnownAbsent(RepoFile file, string commit) =>
        new(
            $"The repo '{file.Cache.Repo}' has no file '{file.Path}' at the commit {commit}, as an earlier request found "
                + $"({file.Cache.AbsencePath(commit, file.Path)}). "
                + "Give another revision, or request it again with ForceDownload."
        )
        {
            RepoId = file.Cache.Repo.Value,
            Revision = file.Revision.Value,
            FileName = file.Path.Value,
            CommitHash = commit,
        };

    /// <summary>The id of a repo in the cache whose folder differs only in case; null without such a folder.</summary>
    private static string? FindOtherCase(RepoCache repo) =>
        Directory.Exists(repo.Folder)
            ? null
            : FolderNames
                .Of(Directory.EnumerateDirectories, repo.Directory.Path)
                .Select(CacheLayout.RepoIdOf)
                .FirstOrDefault(id => repo.Repo.Value.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static SearchedPlace ExplainSnapshot(RepoFile file, string commit, string path)
    {
        RepoCache repo = file.Cache;
        if (repo.HasFile(commit, file.Path))
        {
            return new(path, "the file");
        }

        if (repo.IsKnownAbsent(commit, file.Path))
        {
            return new(
                repo.AbsencePath(commit, file.Path),
                "this commit does not have the file, as an earlier request found"
            );
        }

        string snapshot = repo.SnapshotPath(commit);
        if (!Directory.Exists(snapshot))
        {
            return new(snapshot, $"no such snapshot; {ListSnapshots(repo)}");
        }

        string advice = Path.IsPathRooted(new FileInfo(path).LinkTarget)
            ? "; in a cache that was moved, links must be relative"
            : "";
        return new(path, PathDescription.Of(path, "no such file in the snapshot") + advice);
    }

    private static string ListSnapshots(RepoCache repo)
    {
        string folder = CacheLayout.Snapshots(repo.Folder);
        string[] names = Directory.Exists(folder) ? FolderNames.List(Directory.EnumerateDirectories, folder) : [];
        bool hasBlobs = FolderNames.Of(Directory.EnumerateFiles, repo.BlobsPath).Length > 0;
        return names.Length > 0 ? $"the cached snapshots are {ShortList.Join(names, MaxNamesShown)}"
            : hasBlobs ? "only blobs are there: the cache was not copied whole"
            : "no snapshots are there";
    }
}
