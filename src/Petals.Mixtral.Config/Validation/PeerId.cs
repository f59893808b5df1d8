using System.Buffers;
using SimpleBase;

namespace Petals.Mixtral.Config.Validation;

/// <summary>
/// A libp2p peer id as Petals writes it: the multihash of a public key in base58. It is the SHA-256 of the key
/// (<c>Qm…</c>), or the key itself if that is short (<c>12D3KooW…</c>).
/// </summary>
internal static class PeerId
{
    /// <summary>Peer ids are shorter, so longer texts are not decoded.</summary>
    private const int MaxTextLength = 64;

    private const byte Sha256 = 0x12;
    private const byte Sha256Length = 32;
    private const byte Identity = 0x00;
    private const byte ShortestKey = 36;
    private const byte LongestKey = 42;

    private static readonly SearchValues<char> Digits = SearchValues.Create(Base58.Bitcoin.Alphabet.Value);

    /// <summary>Returns why a text is not a peer id, as the end of a sentence; null if it is one.</summary>
    public static string? FindFault(string text)
    {
        if (text.Length == 0)
        {
            return "the peer id is empty";
        }

        if (text.Length > MaxTextLength)
        {
            return $"the peer id has {text.Length} characters, more than any";
        }

        Span<byte> bytes = stackalloc byte[MaxTextLength];
        // The decoder throws for a character beyond ASCII.
        if (text.AsSpan().ContainsAnyExcept(Digits) || !Base58.Bitcoin.TryDecode(text, bytes, out int length))
        {
            return "the peer id is not base58 (letters and digits without 0, O, I and l)";
        }

        return bytes[..length] switch
        {
            [Sha256, Sha256Length, .. var hash] when hash.Length == Sha256Length => null,
            [Identity, var declared, .. var key]
                when key.Length == declared && declared is >= ShortestKey and <= LongestKey => null,
            _ => $"the peer id has {length} bytes that are neither a SHA-256 (Qm…, 34 bytes) nor a short key "
                + "(12D3KooW…, 38 bytes)",
        };
    }
}
