using System.Diagnostics.CodeAnalysis;
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

    /// <summary>Whether the content of a file matches a tag. A tag that is not a hash matches every content.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool Matches(OpenedFile file, ETag tag) =>
        tag.Kind is ETagKind.Opaque || Compute(file, tag.Kind) == tag.Value;

    /// <summary>Opens a file of the cache if its content is that of a tag: its blob has this name, and the hash matches.
    /// Without a blob, only a tag that is a hash can show it. Otherwise returns null.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of the file.")]
    public static OpenedFile? TryOpen(RepoCache cache, string path, ETag tag)
    {
        OpenedFile? file = null;
        bool isIntact = false;
        try
        {
            file = cache.Open(path);
            isIntact =
                file is not null
                && (CacheLayout.BlobName(file.RealPath) is { } name ? name == tag : tag.Kind is not ETagKind.Opaque)
                && Matches(file, tag);
            return isIntact ? file : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HubException)
        {
            return null;
        }
        finally
        {
            if (!isIntact)
            {
                file?.Dispose();
            }
        }
    }

    /// <summary>Opens a blob if it is intact. The content of an opaque tag's blob cannot be checked, so it is not
    /// opened.</summary>
    public static OpenedFile? TryOpenBlob(RepoCache cache, ETag tag) =>
        tag.Kind is ETagKind.Opaque ? null : TryOpen(cache, CacheLayout.Blob(cache.Folder, tag), tag);
}
