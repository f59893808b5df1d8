namespace Petals.Mixtral.Config.Validation;

/// <summary>A libp2p peer id as Petals writes it: the multihash of a public key in base58.</summary>
internal static class PeerId
{
    private static readonly SearchValues<char> Base58 = SearchValues.Create(
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    );

    /// <summary>The SHA-256 of a key has 46 characters, an Ed25519 key itself 52, and a secp256k1 key 53.</summary>
    public static bool IsValid(string text) =>
        text is ['Q', 'm', ..] and { Length: 46 } or ['1', ..] and { Length: 52 or 53 }
        && !text.AsSpan().ContainsAnyExcept(Base58);
}
