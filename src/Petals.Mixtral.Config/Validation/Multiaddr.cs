using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The address of a peer: protocols and their values, each after a slash, the last of them the peer
/// id.</summary>
internal static class Multiaddr
{
    private const string PeerProtocol = "p2p";

    /// <summary>What <c>p2p</c> was called before.</summary>
    private const string OldPeerProtocol = "ipfs";

    private static readonly SearchValues<char> IPv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Why a text is no address of a peer, as the end of a sentence; <see langword="null"/> where it is
    /// one.</summary>
    public static string? FaultOf(string? text)
    {
        if (string.IsNullOrEmpty(text) || text[0] != '/')
        {
            return "it does not begin with '/'";
        }

        string[] parts = text[1..].Split('/');
        string? last = null;
        for (int i = 0; i < parts.Length; i++)
        {
            last = parts[i];
            if (!TakesValue(last, out bool isKnown))
            {
                if (!isKnown)
                {
                    return last.Length == 0
                        ? "nothing follows a slash in it"
                        : $"'{Printable.Short(last)}' is no protocol that it may name";
                }

                continue;
            }

            if (++i == parts.Length)
            {
                return $"nothing follows /{last}";
            }

            if (FaultOfValue(last, parts[i]) is { } fault)
            {
                return fault;
            }
        }

        return last is PeerProtocol or OldPeerProtocol ? null : "it does not end in /p2p/ and a peer id";
    }

    private static bool TakesValue(string protocol, out bool isKnown)
    {
        bool takes =
            protocol
            is "ip4"
                or "ip6"
                or "ip6zone"
                or "dns"
                or "dns4"
                or "dns6"
                or "dnsaddr"
                or "tcp"
                or "udp"
                or "sni"
                or "certhash"
                or PeerProtocol
                or OldPeerProtocol
                or "onion3"
                or "garlic64";
        isKnown =
            takes
            || protocol
                is "quic"
                    or "quic-v1"
                    or "ws"
                    or "wss"
                    or "tls"
                    or "noise"
                    or "http"
                    or "https"
                    or "webtransport"
                    or "webrtc"
                    or "webrtc-direct"
                    or "p2p-circuit"
                    or "utp"
                    or "udt";
        return takes;
    }

    private static string? FaultOfValue(string protocol, string value) =>
        protocol switch
        {
            PeerProtocol or OldPeerProtocol => PeerId.FaultOf(value),
            "ip4" => IsIPv4(value) ? null : $"'{Printable.Short(value)}' is no IPv4 address",
            "ip6" => IsIPv6(value) ? null : $"'{Printable.Short(value)}' is no IPv6 address",
            "tcp" or "udp" => IsDigits(value) && ushort.TryParse(value, CultureInfo.InvariantCulture, out _)
                ? null
                : $"'{Printable.Short(value)}' is no port from 0 to 65535",
            _ => value.Length > 0 && !value.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
                ? null
                : $"'{Printable.Short(value)}' is no value for /{protocol}",
        };

    /// <summary>Four numbers. .NET takes hexadecimal and octal ones too, which others read differently or not at
    /// all.</summary>
    private static bool IsIPv4(string value) =>
        value.Split('.') is { Length: 4 } numbers
        && Array.TrueForAll(
            numbers,
            number =>
                IsDigits(number)
                && (number.Length == 1 || number[0] != '0')
                && byte.TryParse(number, CultureInfo.InvariantCulture, out _)
        );

    /// <summary>The address alone: .NET takes brackets, a port and a zone too.</summary>
    private static bool IsIPv6(string value) =>
        !value.AsSpan().ContainsAnyExcept(IPv6Characters)
        && IPAddress.TryParse(value, out IPAddress? address)
        && address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>.NET would let zero characters follow a number.</summary>
    private static bool IsDigits(string value) =>
        value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('0', '9');
}
