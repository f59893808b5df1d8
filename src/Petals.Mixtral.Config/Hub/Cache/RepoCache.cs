using System.Diagnostics.CodeAnalysis;
using System.Text;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Files.Linux;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>What the cache holds of one repo. Looking things up writes nothing.</summary>
/// <param name="Directory">The directory of the cache.</param>
/// <param name="Repo">The repo.</param>
internal sealed record RepoCache(CacheDirectory Directory, RepoId Repo)
{
    /// <summary>A ref is 40 digits; what is much longer is something else.</summary>
    private const int MaxRefSize = 1024;

    /// <summary>The folder of the repo.</summary>
    public string Folder { get; } = CacheLayout.RepoFolder(Directory.Path, Repo);

    /// <summary>The commit hash that a revision is, or that its ref holds; <see langword="null"/> where there is no
    /// ref.</summary>
    /// <exception cref="HubException">The ref holds no commit hash, or cannot be read.</exception>
    public string? ReadCommit(Revision revision)
    {
        if (revision.Commit is { } commit)
        {
            return commit;
        }

        string path = CacheLayout.Ref(Folder, revision);
        try
        {
            byte[] content = RegularFile.Read(path, MaxRefSize);
            return CommitIn(content)
                ?? throw BadRef(path, Excerpt.Of(content.AsSpan().Trim(" \t\r\n"u8)), revision, null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (PathTooLongException exception)
        {
            throw new HubException(
                $"The path of the ref '{Printable.Short(path)}' is too long for this system; give a shorter "
                    + "revision or cache directory.",
                exception
            );
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new HubException(
                $"The ref '{path}' cannot be read: {exception.Message} Check its permissions.",
                exception
            )
            {
                Revision = revision.Value,
            };
        }
        catch (IOException exception)
        {
            throw BadRef(path, exception.Message.TrimEnd('.'), revision, exception);
        }
    }

    /// <summary>
    /// Reads a file in the snapshot of a revision where it is there, and nothing on the way to it is unusual.
    /// <see langword="false"/> where it must be looked for step by step, which says what is wrong.
    /// </summary>
    /// <param name="revision">The revision.</param>
    /// <param name="file">The file.</param>
    /// <param name="limit">The size in bytes above which it is not read.</param>
    /// <param name="commit">The commit hash of the snapshot.</param>
    /// <param name="content">What the file holds.</param>
    public bool TryRead(
        Revision revision,
        RepoFilePath file,
        int limit,
        [NotNullWhen(true)] out string? commit,
        [NotNullWhen(true)] out byte[]? content
    )
    {
        using var folder = LinuxFolder.Open(Folder);
        content = null;
        commit = revision.Commit ?? ReadCommit(folder, revision);
        return commit is not null && folder.TryRead(CacheLayout.File("", commit, file), limit, out content);
    }

    /// <summary>The path of a file in the snapshot of a revision; <see langword="null"/> where it is not
    /// cached.</summary>
    /// <exception cref="HubException">The ref is damaged, or the file leads out of the folder of the repo.</exception>
    public CachedFile? Find(Revision revision, RepoFilePath file) =>
        ReadCommit(revision) is { } commit ? FindIn(commit, file) : null;

    /// <summary>The file in the snapshot of a commit; <see langword="null"/> where it is not cached.</summary>
    /// <exception cref="HubException">It leads out of the folder of the repo, or may not be looked at.</exception>
    public CachedFile? FindIn(string commit, RepoFilePath file)
    {
        try
        {
            string path = CacheLayout.File(Folder, commit, file);
            FoundFile found = RepoLinks.Resolve(Folder, path);
            return found.IsThere ? new CachedFile(path, found.Path, commit) : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new HubException(
                $"The snapshot of {commit} in '{Folder}' cannot be looked into: {exception.Message} Check its "
                    + "permissions.",
                exception
            );
        }
    }

    /// <summary>The same where a cache that is damaged counts as one that does not hold the file: it is about to be
    /// mended.</summary>
    public CachedFile? FindUsable(Revision revision, RepoFilePath file)
    {
        try
        {
            return Find(revision, file);
        }
        catch (HubException)
        {
            return null;
        }
    }

    /// <summary>Whether the file is known not to exist in a commit.</summary>
    public bool IsKnownAbsent(string commit, RepoFilePath file) =>
        File.Exists(CacheLayout.NoExist(Folder, commit, file));

    /// <summary>Makes the directory that a path lies in, which must be inside the folder of the repo.</summary>
    /// <exception cref="HubException">It leads out of the folder.</exception>
    public void MakeDirectoryOf(string path)
    {
        string directory = Path.GetDirectoryName(path)!;
        _ = RepoLinks.Resolve(Folder, directory);
        System.IO.Directory.CreateDirectory(directory);
    }

    private static string? ReadCommit(LinuxFolder folder, Revision revision)
    {
        Span<byte> reference = stackalloc byte[MaxRefSize + 1];
        return folder.ReadStart(CacheLayout.Ref("", revision), reference) is > 0 and <= MaxRefSize and int length
            ? CommitIn(reference[..length])
            : null;
    }

    private static string? CommitIn(ReadOnlySpan<byte> reference) =>
        Encoding.UTF8.GetString(reference).Trim() is var text && CommitHash.IsValid(text) ? text : null;

    private static HubException BadRef(string path, string found, Revision revision, Exception? cause) =>
        new(
            $"The ref '{path}' is damaged: expected a commit hash of 40 lower-case hexadecimal digits, found "
                + $"{found}. Delete the file and download the model again.",
            cause
        )
        {
            Revision = revision.Value,
        };
}
