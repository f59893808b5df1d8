using SimpleBase;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Peer ids of every kind, made from their bytes.</summary>
internal static class PeerIds
{
    /// <summary>The SHA-256 of a long key: <c>Qm…</c>.</summary>
    public static string Sha256 { get; } = Of(0x12, 0x20, 32);

    /// <summary>An Ed25519 key itself: <c>12D3KooW…</c>.</summary>
    public static string Ed25519 { get; } =
        Base58.Bitcoin.Encode([0x00, 0x24, 0x08, 0x01, 0x12, 0x20, .. Enumerable.Repeat((byte)0xA5, 32)]);

    /// <summary>A secp256k1 key itself: <c>16Uiu2HA…</c>.</summary>
    public static string Secp256k1 { get; } =
        Base58.Bitcoin.Encode([0x00, 0x25, 0x08, 0x02, 0x12, 0x21, 0x02, .. Enumerable.Repeat((byte)0xA5, 32)]);

    /// <summary>A multihash of any bytes, right or wrong.</summary>
    public static string Of(byte code, byte declaredLength, int length) =>
        Base58.Bitcoin.Encode([code, declaredLength, .. Enumerable.Repeat((byte)0xA5, length)]);

    /// <summary>A hash that begins with two given bytes.</summary>
    public static string Sha256With(byte first, byte second) =>
        Base58.Bitcoin.Encode([0x12, 0x20, first, second, .. Enumerable.Repeat((byte)0xA5, 30)]);

    /// <summary>The address of a peer on this host.</summary>
    public static string Address(string id) => $"/ip4/10.0.0.1/tcp/31337/p2p/{id}";
}
