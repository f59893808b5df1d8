using System.Text;

namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The Hugging Face cache on this machine, the one that Python's tools use too. Looking things up never writes anything, so a read-only
/// cache works like any other.
/// </summary>
public sealed class HubCache
{
    /// <summary>A ref is 40 digits; what is much longer is something else.</summary>
    private const int MaxRefSize = 1024;

    /// <summary>Opens a cache.</summary>
    /// <param name="directory">The directory that holds <c>models--…</c> folders. It need not exist: then nothing is cached.</param>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="HubException"><paramref name="directory"/> cannot be a path.</exception>
    public HubCache(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        Directory = CacheDirectory.Of(directory, "the argument", ConfigEnvironment.Process).Path;
    }

    private HubCache(CacheDirectory directory) => Directory = directory.Path;

    /// <summary>The cache that the environment of this process says, asked anew each time.</summary>
    /// <exception cref="HubException">Nothing says where it is.</exception>
    public static HubCache Default => new(CacheDirectory.Resolve(null, ConfigEnvironment.Process));

    /// <summary>The full path of the directory.</summary>
    public string Directory { get; }

    /// <summary>The path of a cached file; <see langword="null"/> when it is not cached.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="revision">The branch, tag, <c>refs/pr/N</c> or commit hash.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="HubException">An argument is not what it must be, or the ref of <paramref name="revision"/> holds no commit hash.</exception>
    public string? TryGetFile(string repoId, string fileName, string revision = "main")
    {
        ArgumentNullException.ThrowIfNull(repoId);
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(revision);
        (string folder, RepoFilePath file) = (CacheLayout.RepoFolder(Directory, RepoId.Parse(repoId)), RepoFilePath.Parse(fileName));
        string? path = ReadCommit(folder, Revision.Parse(revision)) is { } commit ? CacheLayout.File(folder, commit, file) : null;
        return path is not null && Opens(path) ? path : null;
    }

    /// <summary>The commit hash that a revision stands for; <see langword="null"/> when the cache does not know it.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="revision">The branch, tag, <c>refs/pr/N</c> or commit hash.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="HubException">An argument is not what it must be, or the ref of <paramref name="revision"/> holds no commit hash.</exception>
    public string? TryGetCommit(string repoId, string revision = "main")
    {
        ArgumentNullException.ThrowIfNull(repoId);
        ArgumentNullException.ThrowIfNull(revision);
        string folder = CacheLayout.RepoFolder(Directory, RepoId.Parse(repoId));
        string? commit = ReadCommit(folder, Revision.Parse(revision));
        return commit is not null && System.IO.Directory.Exists(CacheLayout.Snapshot(folder, commit)) ? commit : null;
    }

    /// <summary>The commit hash that a revision is, or that its ref holds; <see langword="null"/> where there is no ref.</summary>
    /// <exception cref="HubException">The ref holds no commit hash, or cannot be read.</exception>
    internal static string? ReadCommit(string repoFolder, Revision revision)
    {
        if (revision.Commit is { } commit)
        {
            return commit;
        }

        string path = CacheLayout.Ref(repoFolder, revision);
        try
        {
            string content = Encoding.UTF8.GetString(RegularFile.Read(path, MaxRefSize)).Trim();
            return CommitHash.IsValid(content)
                ? content
                : throw BadRef(path, Excerpt.Of(Encoding.UTF8.GetBytes(content)), revision, null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (PathTooLongException exception)
        {
            throw new HubException($"The path of the ref '{Printable.Short(path)}' is too long for this system; give a shorter revision or cache directory.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new HubException($"The ref '{path}' cannot be read: {exception.Message} Check its permissions.", exception) { Revision = revision.Value };
        }
        catch (IOException exception)
        {
            throw BadRef(path, exception.Message.TrimEnd('.'), revision, exception);
        }
    }

    private static HubException BadRef(string path, string found, Revision revision, Exception? cause) => new(
        $"The ref '{path}' is damaged: expected a commit hash of 40 lower-case hexadecimal digits, found {found}. Delete the file and download the model again.",
        cause)
    {
        Revision = revision.Value,
    };

    /// <summary>Whether there is a file at a path, at the end of its links. A link that leads nowhere exists, but does not open.</summary>
    internal static bool Opens(string path)
    {
        try
        {
            return File.Exists(LinkedPath.Resolve(path));
        }
        catch (IOException)
        {
            return false;
        }
    }
}
