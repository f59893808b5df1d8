using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// Puts one file into the cache, in the layout that Python's client has. What takes its place does so by one rename, so
/// that a reader sees the old or the new and nothing in between.
/// </summary>
internal sealed class CacheWriter(RepoCache cache, RepoFilePath file, bool useLinks)
{
    /// <summary>Makes of a file that was written whole the content of the file at a commit.</summary>
    public void Install(string temporary, string commit, ETag tag)
    {
        string blob = CacheLayout.Blob(cache.Folder, tag);

        // A tag that is no hash may name other content as well, which somebody else links to.
        bool sharesBlob = tag.Kind is not ETagKind.Opaque || !File.Exists(blob);
        if (!useLinks || !sharesBlob || TryMakeLink(tag) is not { } link)
        {
            File.Move(temporary, PointerPath(commit), overwrite: true);
            return;
        }

        try
        {
            File.Move(temporary, blob, overwrite: true);
            File.Move(link, PointerPath(commit), overwrite: true);
        }
        finally
        {
            TemporaryFile.TryDelete(link);
        }
    }

    /// <summary>Makes of content that is here already, be it a blob or a file of another commit, that of the file at a
    /// commit.</summary>
    public void Reuse(string content, string commit, ETag tag)
    {
        string? link = useLinks && content == CacheLayout.Blob(cache.Folder, tag) ? TryMakeLink(tag) : null;
        string temporary = link ?? TemporaryFile.PathFor(cache.Folder, tag.Value);
        try
        {
            if (link is null)
            {
                File.Copy(content, temporary);
            }

            File.Move(temporary, PointerPath(commit), overwrite: true);
        }
        finally
        {
            TemporaryFile.TryDelete(temporary);
        }
    }

    private string PointerPath(string commit)
    {
        string path = CacheLayout.File(cache.Folder, commit, file);
        cache.CreateDirectoryOf(path);
        return path;
    }

    /// <summary>A link to a blob, not yet in its place; <see langword="null"/> where links are not possible.</summary>
    private string? TryMakeLink(ETag tag)
    {
        string link = TemporaryFile.PathFor(cache.Folder, tag.Value);
        try
        {
            File.CreateSymbolicLink(link, CacheLayout.LinkTarget(file, tag).Replace('/', Path.DirectorySeparatorChar));
            return link;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
