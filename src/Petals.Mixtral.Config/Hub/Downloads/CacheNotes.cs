using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// What the cache notes beside the files themselves: which commit a revision stands for, and what a commit does not
/// have. A note that cannot be written costs another question next time and nothing else, so it is no reason to fail.
/// </summary>
internal sealed class CacheNotes(RepoCache cache, ILogger logger)
{
    /// <summary>Notes which commit a revision stands for. A commit hash needs no note.</summary>
    public void WriteRef(Revision revision, string commit)
    {
        if (revision.Commit is not null || IsNoted(revision, commit))
        {
            return;
        }

        string temporary = TemporaryFile.PathFor(cache.Folder, "ref");
        try
        {
            cache.CreateDirectoryOf(temporary);
            File.WriteAllText(temporary, commit);
            string path = CacheLayout.Ref(cache.Folder, revision);
            cache.CreateDirectoryOf(path);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HubException)
        {
            Log.RefNotWritten(logger, revision.Value, cache.Repo.Value, exception.Message);
        }
        finally
        {
            TemporaryFile.TryDelete(temporary);
        }
    }

    /// <summary>Notes that a commit has no such file.</summary>
    public void MarkAbsent(string commit, RepoFilePath file)
    {
        try
        {
            string path = CacheLayout.NoExist(cache.Folder, commit, file);
            cache.CreateDirectoryOf(path);
            if (!Path.Exists(path))
            {
                File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HubException)
        {
            Log.AbsenceNotNoted(logger, file.Value, cache.Repo.Value, exception.Message);
        }
    }

    private bool IsNoted(Revision revision, string commit)
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
