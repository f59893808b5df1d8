using System.Security.Cryptography;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Computes the hash by which the cache names a blob.</summary>
internal static class BlobHash
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Hashes a stream from its beginning. Returns null if tags of this kind are not hashes.</summary>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static string? Compute(Stream content, ETagKind kind, CancellationToken cancellation = default)
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
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
