namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// Puts one file into the cache, in the layout of Python's client. A rename replaces each file, so a reader sees either
/// the old or the new one.
/// </summary>
internal sealed class CacheWriter(RepoCache cache, RepoFilePath file, ConfigEnvironment environment, ILogger logger)
{
    /// <summary>Backup programs skip a directory with this file. Python's client writes it, too.</summary>
    private const string DirectoryTag = "Signature: 8a477f597d28d172789f06886806bc55\n";

    private readonly bool _useLinks = !EnvironmentSwitch.IsOn(EnvironmentSwitch.NoLinksVariable, environment);

    /// <summary>Moves a complete file into the snapshot of a commit.</summary>
    public void Install(FileStream content, string commit, ETag tag)
    {
        string path = cache.FilePath(commit, file);
        string blob = cache.BlobPath(tag);
        cache.CreateDirectoryOf(path);

        // An opaque tag may also name other content, to which other snapshots link.
        bool isBlob = _useLinks && (tag.Kind is not ETagKind.Opaque || !File.Exists(blob));
        TemporaryFile.Publish(content, isBlob ? blob : path, environment.WriteObserver);
        if (isBlob && !TryLink(path, blob))
        {
            TemporaryFile.Move(blob, path, environment.WriteObserver);
        }

        if (!File.Exists(cache.DirectoryTagPath))
        {
            TryRecord(cache.DirectoryTagPath, DirectoryTag);
        }
    }

    /// <summary>Uses content of the cache: links to it if it is the blob of the tag, otherwise copies it.</summary>
    public void Reuse(string source, string commit, ETag tag)
    {
        string path = cache.FilePath(commit, file);
        cache.CreateDirectoryOf(path);
        if (source != cache.BlobPath(tag) || !TryLink(path, source))
        {
            Write(
                path,
                copy =>
                {
                    // Closed before the copy is put in place: a client without links may have moved the blob there, and
                    // not every system replaces an open file.
                    using OpenedFile content =
                        cache.Open(source) ?? throw new FileNotFoundException("it was deleted", source);
                    using FileStream stream = content.ToStream();
                    stream.CopyTo(copy);
                }
            );
        }
    }

    /// <summary>Records the commit of a revision. A failure costs one more request next time, so it is
    /// only logged.</summary>
    public void WriteRef(Revision revision, string commit)
    {
        try
        {
            if (cache.ReadCommit(revision) == commit)
            {
                return;
            }
        }
        catch (HubException)
        {
            // A damaged ref is replaced.
        }

        TryRecord(cache.RefPath(revision), commit);
    }

    /// <summary>Records that a commit does not have the file. A failure is only logged.</summary>
    public void MarkAbsent(string commit)
    {
        if (!cache.IsKnownAbsent(commit, file))
        {
            TryRecord(cache.AbsencePath(commit, file), "");
        }
    }

    private void TryRecord(string path, string text)
    {
        try
        {
            cache.CreateDirectoryOf(path);
            Write(path, stream => stream.Write(Encoding.ASCII.GetBytes(text)));
        }
        catch (Exception exception) when (exception.IsFileError() || exception is HubException)
        {
            Log.Warn(logger, $"The cache file {path} cannot be written: {exception.Message}");
        }
    }

    private void Write(string path, Action<FileStream> write)
    {
        string temporary = TemporaryFile.CreatePath(cache.TemporaryPrefix, CacheLayout.Unfinished);
        cache.CreateDirectoryOf(temporary);
        TemporaryFile.Write(temporary, path, write, environment.WriteObserver);
    }

    /// <summary>Makes a path a link to a blob. Returns false if links are not possible.</summary>
    private bool TryLink(string path, string blob)
    {
        if (!_useLinks)
        {
            return false;
        }

        string link = TemporaryFile.CreatePath(cache.TemporaryPrefix, CacheLayout.Unfinished);
        try
        {
            // A relative target lets the user move the cache.
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(path)!, blob));

            // Not every system that reports success has created it.
            if (new FileInfo(link).LinkTarget is null)
            {
                return false;
            }

            TemporaryFile.Move(link, path, environment.WriteObserver);
            return true;
        }
        catch (Exception exception) when (exception.IsFileError() || exception is PlatformNotSupportedException)
        {
            return false;
        }
        finally
        {
            TemporaryFile.TryDelete(link);
        }
    }
}
