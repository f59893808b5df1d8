using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// Puts one file into the cache, in the layout of Python's client. A rename replaces each file, so a reader sees either
/// the old or the new one.
/// </summary>
internal sealed class CacheWriter(RepoCache cache, RepoFilePath file, bool useLinks)
{
    /// <summary>Moves a complete temporary file into the snapshot of a commit.</summary>
    public void Install(string temporary, string commit, ETag tag)
    {
        string path = CreateSnapshotDirectory(commit);
        string blob = CacheLayout.Blob(cache.Folder, tag);

        // An opaque tag may also name other content, to which other snapshots link.
        bool mayReplaceBlob = tag.Kind is not ETagKind.Opaque || !File.Exists(blob);
        if (!mayReplaceBlob || TryCreateLink(path, tag) is not { } link)
        {
            File.Move(temporary, path, overwrite: true);
            return;
        }

        try
        {
            File.Move(temporary, blob, overwrite: true);
            File.Move(link, path, overwrite: true);
        }
        finally
        {
            TemporaryFile.TryDelete(link);
        }
    }

    /// <summary>Uses content of the cache, which is a blob or a file of another commit.</summary>
    public void Reuse(string content, string commit, ETag tag)
    {
        string path = CreateSnapshotDirectory(commit);
        string? link = content == CacheLayout.Blob(cache.Folder, tag) ? TryCreateLink(path, tag) : null;
        string temporary = link ?? TemporaryFile.CreatePath(cache.Folder, tag.Value);
        try
        {
            if (link is null)
            {
                File.Copy(content, temporary);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            TemporaryFile.TryDelete(temporary);
        }
    }

    /// <summary>Returns the path of the file in the snapshot.</summary>
    private string CreateSnapshotDirectory(string commit)
    {
        string path = CacheLayout.File(cache.Folder, commit, file);
        cache.CreateDirectoryOf(path);
        return path;
    }

    /// <summary>Creates a temporary link to a blob, which is valid once it is moved to its path. Returns null if links
    /// are not possible.</summary>
    private string? TryCreateLink(string path, ETag tag)
    {
        if (!useLinks)
        {
            return null;
        }

        string link = TemporaryFile.CreatePath(cache.Folder, tag.Value);
        try
        {
            // A relative target lets the user move the cache.
            string blob = CacheLayout.Blob(cache.Folder, tag);
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(path)!, blob));
            return link;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
