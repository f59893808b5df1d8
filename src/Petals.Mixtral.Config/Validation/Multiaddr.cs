using System.Net;
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
        if (!text.StartsWith('/'))
        {
            return "it does not begin with '/'";
        }

        string[] parts = text[1..].Split('/');
        if (parts.Contains(""))
        {
            return "nothing follows a slash in it";
        }

        if (!char.IsAsciiLetterLower(parts[0][0]))
        {
            return $"'{Printable.Short(parts[0])}' is not a protocol, such as ip4 or dns4";
        }

        // The value of a dns protocol is skipped, because a host may have the name of a protocol.
        for (int i = 0; i + 1 < parts.Length; i += parts[i].StartsWith("dns", StringComparison.Ordinal) ? 2 : 1)
        {
            if (FindValueFault(parts[i], parts[i + 1]) is { } fault)
            {
                return fault;
            }
        }

        if (text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            return "it contains white space or a control character";
        }

        return parts is [.., "p2p" or "ipfs", _] ? null : "it does not end in /p2p/ and a peer id";
    }

    private static string? FindValueFault(string protocol, string value)
    {
        // ipfs is the former name of p2p.
        if (protocol is "p2p" or "ipfs")
        {
            return PeerId.FindFault(value);
        }

        string? expected = protocol switch
        {
            "ip4" when !IsIPv4(value) => "an IPv4 address",
            "ip6" when !IsIPv6(value) => "an IPv6 address",
            "tcp" or "udp" when !IsPort(value) => "a port from 0 to 65535",
            _ => null,
        };
        return expected is null ? null : $"'{Printable.Short(value)}' is not {expected}";
    }

    private static bool IsPort(string value) =>
        ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>.NET also accepts hexadecimal, octal and missing numbers, but writes four decimal numbers.</summary>
    private static bool IsIPv4(string value) =>
        IPAddress.TryParse(value, out IPAddress? address)
        && address.AddressFamily == AddressFamily.InterNetwork
        && address.ToString() == value;

    /// <summary>.NET also accepts brackets, a port and a zone.</summary>
    private static bool IsIPv6(string value) =>
        !value.AsSpan().ContainsAny('[', '%')
        && IPAddress.TryParse(value, out IPAddress? address)
        && address.AddressFamily == AddressFamily.InterNetworkV6;
}
