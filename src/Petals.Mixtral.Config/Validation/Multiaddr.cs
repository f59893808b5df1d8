using System.Net.Sockets;

namespace Petals.Mixtral.Config.Validation;

/// <summary>
/// The address of a peer: protocols and their values, each after a slash, with the peer id at the end. Python accepts
/// any text, so only addresses that cannot work are faults. Unknown protocols are accepted.
/// </summary>
internal static class Multiaddr
{
    /// <summary>Returns why a text is not the address of a peer, as the end of a sentence; null if it is one.</summary>
    public static string? FindFault(string text)
    {
        string[] parts = text.Split('/');
        if (
            parts is not ["", [>= 'a' and <= 'z', ..], ..]
            || Array.LastIndexOf(parts, "") > 0
            || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
        )
        {
            return "it does not consist of '/protocol/value' without white space";
        }

        // The value of a dns protocol is skipped, because a host may have the name of a protocol.
        for (int i = 1; i + 1 < parts.Length; i += parts[i].StartsWith("dns", StringComparison.Ordinal) ? 2 : 1)
        {
            if (FindExpected(parts[i], parts[i + 1]) is { } expected)
            {
                return $"'{Printable.Short(parts[i + 1])}' is not {expected}";
            }
        }

        return parts is [.., "p2p" or "ipfs", _] ? null : "it does not end in /p2p/ and a peer id";
    }

    private static string? FindExpected(string protocol, string value) =>
        protocol switch
        {
            "ip4" when !IsAddress(value, AddressFamily.InterNetwork) => "an IPv4 address",
            "ip6" when !IsAddress(value, AddressFamily.InterNetworkV6) => "an IPv6 address",
            "tcp" or "udp" when !IsPort(value) => "a port from 0 to 65535",
            // ipfs is the former name of p2p.
            "p2p" or "ipfs" when !PeerId.IsValid(value) => "a peer id, such as Qm… or 12D3KooW…",
            _ => null,
        };

    private static bool IsPort(string value) => ushort.TryParse(value, NumberStyles.None, null, out _);

    /// <summary>.NET also accepts brackets, a port, a zone, and hexadecimal, octal and missing numbers.</summary>
    private static bool IsAddress(string value, AddressFamily family) =>
        !value.AsSpan().ContainsAny('[', '%')
        && IPAddress.TryParse(value, out IPAddress? address)
        && address.AddressFamily == family
        && (family == AddressFamily.InterNetworkV6 || address.ToString() == value);
}
