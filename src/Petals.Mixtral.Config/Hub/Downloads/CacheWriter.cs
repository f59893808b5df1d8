using Petals.Mixtral.Config.Files;
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
            TemporaryFile.MoveTo(temporary, path);
            return;
        }

        try
        {
            TemporaryFile.MoveTo(temporary, blob);
            TemporaryFile.MoveTo(link, path);
        }
        finally
        {
            TemporaryFile.TryDelete(link);
        }
    }

    /// <summary>Uses content of the cache, which is a blob or a file of another commit.</summary>
    public void Reuse(OpenedFile content, string commit, ETag tag)
    {
        string path = CreateSnapshotDirectory(commit);
        string blob = CacheLayout.Blob(cache.Folder, tag);
        bool isBlob =
            content.Path == blob
            || string.Equals(
                Path.GetDirectoryName(content.RealPath),
                FileSystemCalls.RealPathOf(CacheLayout.Blobs(cache.Folder)),
                FileSystemCalls.PathComparison
            );
        string? link = isBlob ? TryCreateLink(path, tag) : null;
        string temporary = link ?? TemporaryFile.CreatePath(cache.Folder, tag);
        try
        {
            if (link is null)
            {
                using var copy = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                using FileStream source = content.ToStream();
                source.CopyTo(copy);
            }

            TemporaryFile.MoveTo(temporary, path);
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

        string link = TemporaryFile.CreatePath(cache.Folder, tag);
        try
        {
            // A relative target lets the user move the cache.
            string blob = CacheLayout.Blob(cache.Folder, tag);
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(path)!, blob));

            // Not every system that reports success has created it.
            return new FileInfo(link).LinkTarget is null ? null : link;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
