namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>The files of one repo in the cache. Reading never writes.</summary>
internal sealed partial record RepoCache(ChosenPath Directory, RepoId Repo)
{
    /// <summary>A ref has 40 digits; a much larger file is not a ref.</summary>
    private const int MaxRefSize = 1024;

    /// <summary>Returns the commit hash of a revision: the revision itself, or the content of its ref. Returns null if
    /// there is no ref.</summary>
    /// <exception cref="HubException">The ref does not contain a commit hash, or cannot be read.</exception>
    public string? ReadCommit(Revision revision)
    {
        if (revision.Commit is { } commit)
        {
            return commit;
        }

        string path = RefPath(revision);
        try
        {
            using OpenedFile? file = Open(path);
            string? text = file is null ? null : Encoding.UTF8.GetString(file.ReadAll(MaxRefSize)).Trim();
            return text is null || CommitHash.IsValid(text)
                ? text
                : throw new UnusableFileException(Excerpt.Of(Encoding.UTF8.GetBytes(text)));
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            string found = exception.Message.TrimEnd('.');
            throw new HubException(
                exception is UnusableFileException
                    ? $"The ref '{path}' is damaged: expected a commit hash of 40 lower-case hexadecimal digits, found "
                        + $"{found}. Delete the file and download the model again."
                    : Unreadable($"The ref '{Printable.Short(path)}'", exception),
                exception
            )
            {
                Revision = revision.Value,
            };
        }
    }

    /// <summary>Whether a file is in the snapshot of a commit.</summary>
    /// <exception cref="HubException">It is outside the cache directory, or cannot be read.</exception>
    public bool HasFile(string commit, RepoFilePath file)
    {
        try
        {
            using OpenedFile? opened = Open(FilePath(commit, file));
            return opened is not null;
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            throw new HubException(Unreadable($"The snapshot of {commit} in '{Folder}'", exception), exception);
        }
    }

    /// <summary>The tag of a file: the name of its blob, or the hash of a file without a blob. Returns null if the
    /// content does not match the name, or the file cannot be read.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="kind">The kind of hash for a file without a blob.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public ETag? ReadTag(string path, ETagKind kind, CancellationToken cancellation)
    {
        try
        {
            using OpenedFile? file = Open(path);
            if (file is null)
            {
                return null;
            }

            // Reading a device that has no length might never end.
            using Stream content = file.Length == 0 ? Stream.Null : file.ToStream();
            ETag? name = CacheLayout.BlobName(file.RealPath);
            string? hash = BlobHash.Compute(content, name?.Kind ?? kind, cancellation);
            return hash is null || hash == name?.Value ? name
                : name is null ? ETag.TryParse(hash)
                : null;
        }
        catch (Exception exception) when (exception.IsFileError() || exception is HubException)
        {
            return null;
        }
    }

    /// <summary>Whether an earlier download found that the commit does not have the file.</summary>
    public bool IsKnownAbsent(string commit, RepoFilePath file) => File.Exists(AbsencePath(commit, file));

    /// <summary>Creates the directory of a path, unless a link leads out of the cache directory.</summary>
    /// <exception cref="HubException">The directory would be outside the cache directory.</exception>
    public void CreateDirectoryOf(string path)
    {
        string directory = Path.GetDirectoryName(path)!;
        string existing = directory;
        while (existing.Length > Directory.Path.Length && !System.IO.Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        if (FileSystemCalls.RealPathOf(existing) is { } realPath && !Contains(realPath))
        {
            throw Outside(existing, realPath);
        }

        System.IO.Directory.CreateDirectory(directory);
    }

    /// <summary>Opens a path in the cache. Every file of the cache that is read is opened here. Links may lead anywhere
    /// inside the cache directory.</summary>
    /// <returns>Null if there is no file.</returns>
    /// <exception cref="HubException">It is outside the cache directory.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public OpenedFile? Open(string path)
    {
        OpenedFile? file = OpenedFile.TryOpen(path, Directory.Path);
        try
        {
            return file is null || file.IsInside || Contains(file.RealPath) ? file : throw Outside(path, file.RealPath);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Whether a path without links is in the cache. The cache directory may be reached through links, and its
    /// owner may keep a repo elsewhere: the repo's folder may itself be a link.</summary>
    private bool Contains(string realPath) =>
        IsBelow(realPath, Directory.Path)
        || IsBelow(realPath, FileSystemCalls.RealPathOf(Directory.Path))
        || IsBelow(realPath, FileSystemCalls.RealPathOf(Folder));

    private static bool IsBelow(string path, string? directory) =>
        directory is not null
        && path.StartsWith(directory, FileSystemCalls.PathComparison)
        && (
            path.Length == directory.Length
            || directory.EndsWith(Path.DirectorySeparatorChar)
            || path[directory.Length] == Path.DirectorySeparatorChar
        );

    private static HubException Outside(string path, string realPath) =>
        new(
            $"'{path}' leads out of the cache directory, to '{realPath}', so it is not used. Delete it and download the "
                + "model again."
        );

    public static string Unreadable(string place, Exception cause) =>
        $"{place} cannot be read: {cause.Message}{ReadingAdvice.After(cause)}";
}
