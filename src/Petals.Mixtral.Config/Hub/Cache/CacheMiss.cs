using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Describes why a file is not in the cache. It reads the disk only after a lookup failed, or on
/// request.</summary>
internal static class CacheMiss
{
    private const int MaxNamesShown = 5;

    /// <summary>Returns every place on which finding the file depends, in order, down to the first that is
    /// missing.</summary>
    public static IReadOnlyList<SearchedPlace> Explain(RepoFile file)
    {
        (RepoCache repo, Revision revision, _) = file;
        (ChosenPath cache, string folder) = (repo.Directory, repo.Folder);
        if (!Directory.Exists(cache.Path))
        {
            string kind = File.Exists(cache.Path) ? "a file, not a" : "no such";
            return [new(cache.Path, $"{kind} cache directory; chosen by {cache.ChosenBy}")];
        }

        var places = new List<SearchedPlace> { new(cache.Path, $"the cache directory, chosen by {cache.ChosenBy}") };
        if (!Directory.Exists(folder))
        {
            string? other = FindOtherCase(cache.Path, Path.GetFileName(folder));
            places.Add(
                new SearchedPlace(
                    folder,
                    "no such repo in the cache"
                        + (other is null ? "" : $"; '{other}' differs only in case: give that id")
                )
            );
            return places;
        }

        string path = CacheLayout.Ref(folder, revision);
        try
        {
            if (repo.ReadCommit(revision) is not { } commit)
            {
                string finding = PathDescription.Of(path, "no such ref");
                places.Add(new SearchedPlace(path, $"{finding}; {ListSnapshots(folder)}"));
                return places;
            }

            if (revision.Commit is null)
            {
                places.Add(new SearchedPlace(path, $"stands for {commit}"));
            }

            path = CacheLayout.File(folder, commit, file.Path);
            places.Add(ExplainSnapshot(file, commit));
        }
        catch (HubException exception)
        {
            places.Add(new SearchedPlace(path, exception.Message));
        }

        return places;
    }

    /// <summary>How to get the file.</summary>
    public static string Remedy(RepoFile file) =>
        $"Download it once with 'hf download {file.Cache.Repo} {ShellWord.Of(file.Path.Value)} --revision {file.Revision} --cache-dir "
        + $"{ShellWord.Of(file.Cache.Directory.Path)}'";

    /// <summary>The error for a file that is not cached in offline mode.</summary>
    public static OfflineModeException Offline(RepoFile file, string decidedBy)
    {
        IReadOnlyList<SearchedPlace> places = Explain(file);
        return new OfflineModeException(
            SearchedPlace.Describe(
                $"The file '{file.Path}' of '{file.Cache.Repo}' (revision {file.Revision}) is not in the Hugging Face "
                    + $"cache, and {decidedBy} forbids asking the Hub.",
                places,
                $"{Remedy(file)} where that is allowed, or lift the ban."
            )
        )
        {
            RepoId = file.Cache.Repo.Value,
            Revision = file.Revision.Value,
            DecidedBy = decidedBy,
            PlacesSearched = places,
        };
    }

    /// <summary>The error for a file that a commit is known not to have. Commits never change, so no request is
    /// needed.</summary>
    public static EntryNotFoundException KnownAbsent(RepoFile file, string commit) =>
        new(
            $"The repo '{file.Cache.Repo}' has no file '{file.Path}' at the commit {commit}: the cache knows it from an "
                + $"earlier question ({CacheLayout.NoExist(file.Cache.Folder, commit, file.Path)}). "
                + "Give another revision, or ask again with ForceDownload."
        )
        {
            RepoId = file.Cache.Repo.Value,
            Revision = file.Revision.Value,
            FileName = file.Path.Value,
            CommitHash = commit,
        };

    /// <summary>The id of a repo in the cache whose folder differs only in case; null without such a folder.</summary>
    private static string? FindOtherCase(string cache, string folder)
    {
        var sameName = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive };
        try
        {
            return Directory.EnumerateDirectories(cache, folder, sameName).FirstOrDefault() is { } other
                ? CacheLayout.RepoIdOf(Path.GetFileName(other))
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static SearchedPlace ExplainSnapshot(RepoFile file, string commit)
    {
        if (file.Cache.Find(commit, file.Path) is { } cached)
        {
            string finding = cached.BlobName is { } blob ? $"a link to the blob {blob}" : "the file";
            return new SearchedPlace(cached.Path, finding);
        }

        string folder = file.Cache.Folder;
        string absent = CacheLayout.NoExist(folder, commit, file.Path);
        if (File.Exists(absent))
        {
            return new SearchedPlace(absent, "the file is known not to exist in this commit of the repo");
        }

        string snapshot = CacheLayout.Snapshot(folder, commit);
        if (!Directory.Exists(snapshot))
        {
            return new SearchedPlace(snapshot, $"no such snapshot; {ListSnapshots(folder)}");
        }

        string path = CacheLayout.File(folder, commit, file.Path);
        string missing = PathDescription.Of(path, "no such file in the snapshot");
        return new SearchedPlace(
            path,
            WasMoved(path, folder)
                ? $"{missing}, because the cache was moved: its links must be relative, or made again"
                : missing
        );
    }

    private static string ListSnapshots(string folder)
    {
        var snapshots = new DirectoryInfo(CacheLayout.Snapshots(folder));
        string[] names;
        try
        {
            IEnumerable<DirectoryInfo> directories = snapshots.Exists ? snapshots.EnumerateDirectories() : [];
            names = [.. directories.Select(info => info.Name).Order(StringComparer.Ordinal).Take(MaxNamesShown + 1)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"the snapshots cannot be listed: {exception.Message.TrimEnd('.')}";
        }

        return names.Length == 0
            ? $"no snapshots are there{(HasBlobs(folder) ? ", only blobs: the copy of the cache is not complete" : "")}"
            : "snapshots that are there: "
                + $"{string.Join(", ", names.Take(MaxNamesShown))}{(names.Length > MaxNamesShown ? ", …" : "")}";
    }

    /// <summary>Whether a file is an absolute link to a blob that is in this cache now.</summary>
    private static bool WasMoved(string path, string folder)
    {
        try
        {
            return new FileInfo(path).LinkTarget is { } target
                && Path.IsPathRooted(target)
                && File.Exists(Path.Join(CacheLayout.Blobs(folder), Path.GetFileName(target)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool HasBlobs(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(CacheLayout.Blobs(folder)).Any();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
