using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The address of a peer: protocols and their values, each after a slash, the last of them the peer id.</summary>
internal static class Multiaddr
{
    private const string PeerProtocol = "p2p";

    /// <summary>What <c>p2p</c> was called before.</summary>
    private const string OldPeerProtocol = "ipfs";

    /// <summary>Why a text is no address of a peer, as the end of a sentence; <see langword="null"/> where it is one.</summary>
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
                    return $"'{Printable.Short(last)}' is no protocol that it may name";
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

        return last is PeerProtocol or OldPeerProtocol ? parts.Length > 2 ? null : "it has no address before the peer id" : "it does not end in /p2p/ and a peer id";
    }

    private static bool TakesValue(string protocol, out bool isKnown)
    {
        bool takes = protocol is "ip4" or "ip6" or "ip6zone" or "dns" or "dns4" or "dns6" or "dnsaddr" or "tcp" or "udp" or "sni" or "certhash"
            or PeerProtocol or OldPeerProtocol or "onion3" or "garlic64";
        isKnown = takes || protocol is "quic" or "quic-v1" or "ws" or "wss" or "tls" or "noise" or "http" or "https" or "webtransport" or "webrtc"
            or "webrtc-direct" or "p2p-circuit" or "utp" or "udt";
        return takes;
    }

    private static string? FaultOfValue(string protocol, string value) => protocol switch
    {
        PeerProtocol or OldPeerProtocol => PeerId.FaultOf(value),
        "ip4" => IsAddress(value, AddressFamily.InterNetwork) && value.Split('.').Length == 4 ? null : $"'{Printable.Short(value)}' is no IPv4 address",
        "ip6" => IsAddress(value, AddressFamily.InterNetworkV6) ? null : $"'{Printable.Short(value)}' is no IPv6 address",
        "tcp" or "udp" => ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"'{Printable.Short(value)}' is no port from 0 to 65535",
        _ => value.Length > 0 && !value.AsSpan().ContainsAny(' ', '\t', '\n') ? null : $"'{Printable.Short(value)}' is no value for /{protocol}",
    };

    private static bool IsAddress(string value, AddressFamily family) => IPAddress.TryParse(value, out IPAddress? address) && address.AddressFamily == family;
}
