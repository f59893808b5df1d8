using System.Security.Cryptography;
using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Computes the hash by which the cache names a blob.</summary>
internal static class BlobHash
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Hashes a stream from its beginning. Returns null if tags of this kind are not hashes.</summary>
    public static string? Compute(Stream content, ETagKind kind)
    {
        if (kind is ETagKind.Opaque)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(
            kind is ETagKind.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1
        );
        if (kind is ETagKind.GitBlob)
        {
            hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        }

        content.Position = 0;
        byte[] buffer = new byte[BufferSize];
        while (content.Read(buffer) is > 0 and int count)
        {
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc cref="Compute(Stream, ETagKind)"/>
    public static string? Compute(OpenedFile file, ETagKind kind)
    {
        // Reading a device that has no length might never end.
        using Stream content = file.Length == 0 ? Stream.Null : file.ToStream();
        return Compute(content, kind);
    }

    /// <inheritdoc cref="Compute(Stream, ETagKind)"/>
    public static string? Compute(string path, ETagKind kind)
    {
        using OpenedFile file = OpenedFile.Open(path);
        return Compute(file, kind);
    }

    /// <summary>Whether the content of a file matches a tag. A tag that is not a hash matches every content.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static bool Matches(string path, ETag tag) =>
        tag.Kind is ETagKind.Opaque || Compute(path, tag.Kind) == tag.Value;

    /// <summary>Whether the cache has a blob whose content matches its tag, a hash.</summary>
    public static bool IsIntact(RepoCache cache, ETag tag)
    {
        try
        {
            using OpenedFile? blob =
                tag.Kind is ETagKind.Opaque ? null : cache.Open(CacheLayout.Blob(cache.Folder, tag));
            return blob is not null && Compute(blob, tag.Kind) == tag.Value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HubException)
        {
            return false;
        }
    }
}
