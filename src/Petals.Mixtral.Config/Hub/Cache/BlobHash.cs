using System.Security.Cryptography;
using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Computes what the name of a blob should be from its bytes.</summary>
internal static class BlobHash
{
    private const int BufferSize = 128 * 1024;

    /// <summary>The hash of a file that a tag of this kind is; <see langword="null"/> where the tag is no
    /// hash.</summary>
    /// <param name="content">The content, which is read from its beginning.</param>
    /// <param name="kind">The kind of the tag.</param>
    public static string? Of(Stream content, ETagKind kind)
    {
        content.Position = 0;
        return kind switch
        {
            ETagKind.GitBlob => GitBlob(content),
            ETagKind.Sha256 => Convert.ToHexStringLower(SHA256.HashData(content)),
            _ => null,
        };
    }

    /// <summary>Whether the bytes of a file are those that a tag names; <see langword="true"/> where the tag is no
    /// hash.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool Matches(string path, ETag tag) => Of(path, tag.Kind) is not { } hash || hash == tag.Value;

    /// <summary>Whether the cache has a blob whose content matches its tag, a hash.</summary>
    public static bool IsIntact(RepoCache cache, ETag tag)
    {
        try
        {
            using OpenedFile? blob =
                tag.Kind is ETagKind.Opaque ? null : cache.Open(CacheLayout.Blob(cache.Folder, tag));
            return blob is not null && Of(blob, tag.Kind) == tag.Value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HubException)
        {
            return false;
        }
    }

    /// <summary>The hash of the file at a path.</summary>
    public static string? Of(string path, ETagKind kind)
    {
        if (kind is ETagKind.Opaque)
        {
            return null;
        }

        using OpenedFile file = OpenedFile.Open(path);
        return Of(file, kind);
    }

    /// <summary>The hash of an open file.</summary>
    public static string? Of(OpenedFile file, ETagKind kind)
    {
        // A device without a length could be read for ever.
        using Stream content = file.Length == 0 ? Stream.Null : file.ToStream();
        return Of(content, kind);
    }

    private static string GitBlob(Stream content)
    {
#pragma warning disable CA5350 // Weak hash: it is the one that git names its objects by.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        byte[] buffer = new byte[BufferSize];
        while (content.Read(buffer) is > 0 and int count)
        {
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
