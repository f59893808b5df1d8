using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// Records the commit of a revision, and the files that a commit does not have. A failure to record costs one more
/// request next time, so it is only logged.
/// </summary>
internal sealed class CacheNotes(RepoCache cache, ILogger logger)
{
    public void WriteRef(Revision revision, string commit)
    {
        if (revision.Commit is not null || IsRecorded(revision, commit))
        {
            return;
        }

        string temporary = TemporaryFile.CreatePath(cache.Folder, null);
        try
        {
            cache.CreateDirectoryOf(temporary);
            File.WriteAllText(temporary, commit);
            string path = CacheLayout.Ref(cache.Folder, revision);
            cache.CreateDirectoryOf(path);
            TemporaryFile.MoveTo(temporary, path);
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

    private bool IsRecorded(Revision revision, string commit)
    {
        try
        {
            return cache.ReadCommit(revision) == commit;
        }
        catch (HubException)
        {
            return false; // A damaged ref is replaced.
        }
    }
}
