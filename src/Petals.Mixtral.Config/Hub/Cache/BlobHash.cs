using System.Security.Cryptography;
using System.Text;

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

    /// <summary>Whether there is a blob at a path, and its bytes are those that its tag, a hash, promises.</summary>
    public static bool IsIntact(string blob, ETag tag)
    {
        try
        {
            return tag.Kind is not ETagKind.Opaque
                && File.Exists(blob)
                && new FileInfo(blob).LinkTarget is null
                && Matches(blob, tag);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The same of the file at a path.</summary>
    public static string? Of(string path, ETagKind kind)
    {
        if (kind is ETagKind.Opaque)
        {
            return null;
        }

        // What has no length is not opened: a pipe or a device has none, and would be read for ever.
        if (new FileInfo(path).Length == 0)
        {
            return Of(Stream.Null, kind);
        }

        using var content = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0
        );
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
