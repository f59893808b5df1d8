namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// Puts one file into the cache, in the layout that Python's client has. What takes its place does so by one rename, so that a reader
/// sees the old or the new and nothing in between.
/// </summary>
internal sealed class CacheWriter(RepoCache cache, RepoFilePath file, bool useLinks)
{
    /// <summary>Makes of a file that was written whole the content of the file at a commit.</summary>
    public void Install(string temporary, string commit, ETag tag)
    {
        if (!useLinks || TryMakeLink(tag) is not { } link)
        {
            File.Move(temporary, PointerPath(commit), overwrite: true);
            return;
        }

        try
        {
            File.Move(temporary, CacheLayout.Blob(cache.Folder, tag), overwrite: true);
            File.Move(link, PointerPath(commit), overwrite: true);
        }
        finally
        {
            TemporaryFile.TryDelete(link);
        }
    }

    /// <summary>Makes of a blob that is there already the content of the file at a commit.</summary>
    public void Link(string commit, ETag tag)
    {
        string temporary = (useLinks ? TryMakeLink(tag) : null) ?? Copy(tag);
        try
        {
            File.Move(temporary, PointerPath(commit), overwrite: true);
        }
        finally
        {
            TemporaryFile.TryDelete(temporary);
        }
    }

    /// <summary>Notes which commit a revision stands for. A commit hash needs no note.</summary>
    public void WriteRef(Revision revision, string commit, ETag tag)
    {
        if (revision.Commit is not null || IsRefOf(revision, commit))
        {
            return;
        }

        string temporary = TemporaryFile.PathFor(cache.Folder, tag);
        try
        {
            MakeDirectoryOf(temporary);
            File.WriteAllText(temporary, commit);
            string path = CacheLayout.Ref(cache.Folder, revision);
            MakeDirectoryOf(path);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            TemporaryFile.TryDelete(temporary);
        }
    }

    /// <summary>Notes that a commit has no such file.</summary>
    public void MarkAbsent(string commit)
    {
        string path = CacheLayout.NoExist(cache.Folder, commit, file);
        MakeDirectoryOf(path);
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
    }

    /// <summary>Makes the directory that a path lies in, which must be inside the folder of the repo.</summary>
    public void MakeDirectoryOf(string path)
    {
        string directory = Path.GetDirectoryName(path)!;
        _ = RepoLinks.Resolve(cache.Folder, directory);
        Directory.CreateDirectory(directory);
    }

    private string PointerPath(string commit)
    {
        string path = CacheLayout.File(cache.Folder, commit, file);
        MakeDirectoryOf(path);
        return path;
    }

    /// <summary>A link to a blob, not yet in its place; <see langword="null"/> where links are not possible.</summary>
    private string? TryMakeLink(ETag tag)
    {
        string link = TemporaryFile.PathFor(cache.Folder, tag);
        try
        {
            File.CreateSymbolicLink(link, CacheLayout.LinkTarget(file, tag).Replace('/', Path.DirectorySeparatorChar));
            return link;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    private string Copy(ETag tag)
    {
        string copy = TemporaryFile.PathFor(cache.Folder, tag);
        File.Copy(CacheLayout.Blob(cache.Folder, tag), copy);
        return copy;
    }

    private bool IsRefOf(Revision revision, string commit)
    {
        try
        {
            return cache.ReadCommit(revision) == commit;
        }
        catch (HubException)
        {
            return false; // damaged: it is replaced
        }
    }
}
