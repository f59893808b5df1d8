using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Where a file would be in the cache, and what is there instead: looked into only after it was not found, or
/// on request.</summary>
internal static class CacheMiss
{
    private const int MaxNamesShown = 5;

    /// <summary>Every place that finding the file depends on, in order, down to the first that is missing.</summary>
    public static IReadOnlyList<SearchedPlace> Explain(RepoCache repo, Revision revision, RepoFilePath file)
    {
        (CacheDirectory cache, string folder) = (repo.Directory, repo.Folder);
        if (!Directory.Exists(cache.Path))
        {
            return
            [
                new(
                    cache.Path,
                    $"{(File.Exists(cache.Path) ? "a file, not a" : "no such")} cache directory; chosen by "
                        + $"{cache.ChosenBy}"
                ),
            ];
        }

        var places = new List<SearchedPlace> { new(cache.Path, $"the cache directory, chosen by {cache.ChosenBy}") };
        if (!Directory.Exists(folder))
        {
            places.Add(new SearchedPlace(folder, "no such repo in the cache"));
            return places;
        }

        if (repo.ReadCommit(revision) is not { } commit)
        {
            string path = CacheLayout.Ref(folder, revision);
            places.Add(new SearchedPlace(path, $"{PathDescription.Of(path, "no such ref")}; {Snapshots(folder)}"));
            return places;
        }

        if (revision.Commit is null)
        {
            places.Add(new SearchedPlace(CacheLayout.Ref(folder, revision), $"stands for {commit}"));
        }

        places.Add(
            repo.Find(commit, file) is { } there
                ? new SearchedPlace(there.Path, Found(there))
                : Snapshot(folder, commit, file)
        );
        return places;
    }

    /// <summary>How to get the file.</summary>
    public static string Remedy(RepoCache repo, Revision revision, RepoFilePath file) =>
        $"Download it once with 'hf download {repo.Repo} {file} --revision {revision} --cache-dir "
        + $"{repo.Directory.Path}'";

    /// <summary>The error for a file that is not in the cache where the Hub may not be asked.</summary>
    public static OfflineModeException Offline(RepoCache repo, Revision revision, RepoFilePath file, string decidedBy)
    {
        IReadOnlyList<SearchedPlace> places = Explain(repo, revision, file);
        string reason =
            $"The file '{file}' of '{repo.Repo}' (revision {revision}) is not in the Hugging Face cache, and "
            + $"{decidedBy} forbids asking the Hub.";
        return new OfflineModeException(
            SearchedPlace.Describe(
                reason,
                places,
                $"{Remedy(repo, revision, file)} where that is allowed, or lift the ban."
            )
        )
        {
            RepoId = repo.Repo.Value,
            Revision = revision.Value,
            DecidedBy = decidedBy,
            PlacesSearched = places,
        };
    }

    /// <summary>The error for a file that a commit is known not to have: that never changes, so nobody is
    /// asked.</summary>
    public static EntryNotFoundException KnownAbsent(
        RepoCache repo,
        Revision revision,
        RepoFilePath file,
        string commit
    ) =>
        new(
            $"The repo '{repo.Repo}' has no file '{file}' at the commit {commit}: the cache knows it from an "
                + $"earlier question ({CacheLayout.NoExist(repo.Folder, commit, file)}). "
                + "Give another revision, or ask again with ForceDownload."
        )
        {
            RepoId = repo.Repo.Value,
            Revision = revision.Value,
            FileName = file.Value,
            CommitHash = commit,
        };

    private static string Found(CachedFile file) =>
        file.BlobName is { } blob ? $"a link to the blob {blob}" : "the file";

    private static SearchedPlace Snapshot(string folder, string commit, RepoFilePath file)
    {
        string snapshot = CacheLayout.Snapshot(folder, commit);
        string path = CacheLayout.File(folder, commit, file);
        string absent = CacheLayout.NoExist(folder, commit, file);
        return File.Exists(absent)
                ? new SearchedPlace(absent, "the file is known not to exist in this commit of the repo")
            : !Directory.Exists(snapshot) ? new SearchedPlace(snapshot, $"no such snapshot; {Snapshots(folder)}")
            : new SearchedPlace(path, PathDescription.Of(path, "no such file in the snapshot"));
    }

    private static string Snapshots(string folder)
    {
        string snapshots = CacheLayout.Snapshots(folder);
        string[] names;
        try
        {
            names = Directory.Exists(snapshots)
                ?
                [
                    .. Directory
                        .EnumerateDirectories(snapshots)
                        .Select(path => Path.GetFileName(path))
                        .Order(StringComparer.Ordinal)
                        .Take(MaxNamesShown + 1),
                ]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"the snapshots cannot be listed: {exception.Message.TrimEnd('.')}";
        }

        return names.Length == 0
            ? "no snapshots are there"
            : "snapshots that are there: "
                + $"{string.Join(", ", names.Take(MaxNamesShown))}{(names.Length > MaxNamesShown ? ", …" : "")}";
    }
}
