namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// Puts one file into the cache, in the layout of Python's client. A rename replaces each file, so a reader sees either
/// the old or the new one.
/// </summary>
internal sealed class CacheWriter(RepoCache cache, RepoFilePath file, bool useLinks, ILogger logger)
{
    /// <summary>Moves a complete temporary file into the snapshot of a commit.</summary>
    public void Install(string temporary, string commit, ETag tag)
    {
        string path = CacheLayout.File(cache.Folder, commit, file);
        string blob = CacheLayout.Blob(cache.Folder, tag);
        cache.CreateDirectoryOf(path);

        // An opaque tag may also name other content, to which other snapshots link.
        if (!useLinks || (tag.Kind is ETagKind.Opaque && File.Exists(blob)))
        {
            TemporaryFile.MoveTo(temporary, path);
            return;
        }

        TemporaryFile.MoveTo(temporary, blob);
        if (!TryLink(path, blob))
        {
            TemporaryFile.MoveTo(blob, path);
        }
    }

    /// <summary>Uses content of the cache, which is a blob or a file of another commit.</summary>
    public void Reuse(OpenedFile content, string commit, ETag tag)
    {
        string path = CacheLayout.File(cache.Folder, commit, file);
        string blob = CacheLayout.Blob(cache.Folder, tag);
        cache.CreateDirectoryOf(path);
        bool isBlob =
            content.Path == blob
            || string.Equals(
                Path.GetDirectoryName(content.RealPath),
                FileSystemCalls.RealPathOf(CacheLayout.Blobs(cache.Folder)),
                FileSystemCalls.PathComparison
            );
        if (!isBlob || !TryLink(path, blob))
        {
            using FileStream source = content.ToStream();
            Write(path, source.CopyTo);
        }
    }

    /// <summary>Records the commit of a revision. A failure costs one more request next time, so it is only
    /// logged.</summary>
    public void WriteRef(Revision revision, string commit)
    {
        if (revision.Commit is null && ReadCommit(revision) != commit)
        {
            TryRecord(
                CacheLayout.Ref(cache.Folder, revision),
                commit,
                reason =>
                    Log.Warn(
                        logger,
                        $"The ref of {revision} of {cache.Repo} cannot be written, so the next load requests it again: {reason}"
                    )
            );
        }
    }

    /// <summary>Records that a commit does not have the file. A failure is only logged.</summary>
    public void MarkAbsent(string commit)
    {
        string path = CacheLayout.NoExist(cache.Folder, commit, file);
        if (!Path.Exists(path))
        {
            TryRecord(path, "", reason => Log.NotWritten(logger, path, reason));
        }
    }

    private void TryRecord(string path, string text, Action<string> logFailure)
    {
        try
        {
            Write(path, stream => stream.Write(Encoding.ASCII.GetBytes(text)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HubException)
        {
            logFailure(exception.Message);
        }
    }

    private string? ReadCommit(Revision revision)
    {
        try
        {
            return cache.ReadCommit(revision);
        }
        catch (HubException)
        {
            return null; // A damaged ref is replaced.
        }
    }

    private void Write(string path, Action<Stream> write)
    {
        string temporary = TemporaryFile.CreatePath(cache.Folder, null);
        cache.CreateDirectoryOf(temporary);
        cache.CreateDirectoryOf(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
            }

            TemporaryFile.MoveTo(temporary, path);
        }
        finally
        {
            TemporaryFile.TryDelete(temporary);
        }
    }

    /// <summary>Makes a path a link to a blob. Returns false if links are not possible.</summary>
    private bool TryLink(string path, string blob)
    {
        if (!useLinks)
        {
            return false;
        }

        string link = TemporaryFile.CreatePath(cache.Folder, null);
        try
        {
            // A relative target lets the user move the cache.
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(path)!, blob));

            // Not every system that reports success has created it.
            if (new FileInfo(link).LinkTarget is null)
            {
                return false;
            }

            TemporaryFile.MoveTo(link, path);
            return true;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return false;
        }
        finally
        {
            TemporaryFile.TryDelete(link);
        }
    }
}
