using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

/// <summary>Addresses as <c>initial_peers</c> holds them; <c>ID</c> stands for a peer id.</summary>
public sealed class MultiaddrTests
{
    [Theory]
    [InlineData("/ip4/10.0.0.1/tcp/31337/p2p/ID")]
    [InlineData("/ip4/0.0.0.0/tcp/0/p2p/ID")]
    [InlineData("/ip4/255.255.255.255/tcp/65535/p2p/ID")]
    [InlineData("/ip4/10.0.0.1/tcp/31337/ipfs/ID")]
    [InlineData("/ip4/10.0.0.1/udp/31337/quic/p2p/ID")]
    [InlineData("/ip4/10.0.0.1/udp/31337/quic-v1/p2p/ID")]
    [InlineData("/ip4/10.0.0.1/udp/31337/quic-v1/webtransport/certhash/uEiA/certhash/uEiB/p2p/ID")]
    [InlineData("/ip4/10.0.0.1/tcp/8000/ws/p2p/ID")]
    [InlineData("/dns4/a.example/tcp/443/wss/p2p/ID")]
    [InlineData("/dns4/a.example/tcp/443/tls/sni/a.example/ws/p2p/ID")]
    [InlineData("/ip6/::1/tcp/31337/p2p/ID")]
    [InlineData("/ip6/2001:DB8::a/tcp/31337/p2p/ID")]
    [InlineData("/ip6/::ffff:10.0.0.1/tcp/31337/p2p/ID")]
    [InlineData("/ip6zone/eth0/ip6/fe80::1/tcp/31337/p2p/ID")]
    [InlineData("/dns/a.example/tcp/31337/p2p/ID")]
    [InlineData("/dns6/a.example/tcp/31337/p2p/ID")]
    [InlineData("/p2p/ID")]
    [InlineData("/dnsaddr/a.example/p2p/ID")]
    [InlineData("/dns/p2p/tcp/1/p2p/ID")]
    [InlineData("/ip4/10.0.0.1/tcp/31337/p2p/ID/p2p-circuit/p2p/ID")]
    [InlineData("/memory/1/p2p/ID")]
    [InlineData("/ip4/10.0.0.1/udp/31337/a-protocol-of-tomorrow/value/p2p/ID")]
    public void An_address_that_may_work_is_valid(string address) => Config(address).Validate().Should().BeEmpty();

    [Theory]
    [InlineData("", "it does not begin with '/'")]
    [InlineData("ID", "it does not begin with '/'")]
    [InlineData("ip4/10.0.0.1/tcp/31337/p2p/ID", "it does not begin with '/'")]
    [InlineData(" /ip4/10.0.0.1/tcp/31337/p2p/ID", "it does not begin with '/'")]
    [InlineData("http://10.0.0.1:31337/p2p/ID", "it does not begin with '/'")]
    [InlineData("/", "nothing follows a slash in it")]
    [InlineData("//", "nothing follows a slash in it")]
    [InlineData("/p2p/", "nothing follows a slash in it")]
    [InlineData("/ip4//tcp/31337/p2p/ID", "nothing follows a slash in it")]
    [InlineData("/ip4/10.0.0.1/tcp/31337/p2p/ID/", "nothing follows a slash in it")]
    [InlineData("/10.0.0.1/tcp/31337/p2p/ID", "'10.0.0.1' is not a protocol, such as ip4 or dns4")]
    [InlineData("/IP4/10.0.0.1/tcp/31337/p2p/ID", "'IP4' is not a protocol, such as ip4 or dns4")]
    [InlineData("/ip4", "it does not end in /p2p/ and a peer id")]
    [InlineData("/p2p", "it does not end in /p2p/ and a peer id")]
    [InlineData("/ip4/10.0.0.1/tcp/31337/p2p", "it does not end in /p2p/ and a peer id")]
    [InlineData("/ip4/10.0.0.1/tcp/31337/P2P/ID", "it does not end in /p2p/ and a peer id")]
    [InlineData("/ip4/10.0.0.1/tcp/31337", "it does not end in /p2p/ and a peer id")]
    [InlineData("/ip4/10.0.0.1/tcp/31337/ws", "it does not end in /p2p/ and a peer id")]
    [InlineData("/ip4/10.0.0.1/tcp/31337/p2p/ID/p2p-circuit", "it does not end in /p2p/ and a peer id")]
    [InlineData("/ip4/10.0.0.1/tcp/31337/p2p/ID/tcp/1", "it does not end in /p2p/ and a peer id")]
    [InlineData(
        "/ip4/10.0.0.1/tcp/31337/p2p/0",
        "the peer id is not base58 (letters and digits without 0, O, I and l)"
    )]
    [InlineData(
        "/ip4/10.0.0.1/tcp/31337/p2p/10.0.0.2/p2p-circuit/p2p/ID",
        "the peer id is not base58 (letters and digits without 0, O, I and l)"
    )]
    [InlineData(
        "/ip4/10.0.0.1/tcp/31337/p2p/ID ",
        "the peer id is not base58 (letters and digits without 0, O, I and l)"
    )]
    [InlineData("/ip4 /10.0.0.1/tcp/31337/p2p/ID", "it contains white space or a control character")]
    [InlineData("/dns/a b/tcp/31337/p2p/ID", "it contains white space or a control character")]
    [InlineData("/dns/a\r/tcp/31337/p2p/ID", "it contains white space or a control character")]
    [InlineData("/ip4/10.0.0.1/tcp/80\0/p2p/ID", "it contains white space or a control character")]
    public void An_address_that_cannot_work_fails_with_the_reason(string address, string fault) =>
        FaultOf(address).Should().Be(fault);

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.")]
    [InlineData("1.2.3.-4")]
    [InlineData("1.2.3.+4")]
    [InlineData("1.2.3.4 ")]
    [InlineData("16909060")]
    [InlineData("010.0.0.1")]
    [InlineData("1.2.3.00")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("1.2.3.0x4")]
    [InlineData("1.2.3.４")]
    [InlineData("::1")]
    [InlineData("a.example")]
    [InlineData("tcp")]
    public void An_IPv4_address_is_four_numbers_without_leading_zeros(string value) =>
        FaultOf($"/ip4/{value}/tcp/31337/p2p/ID").Should().Be($"'{value}' is not an IPv4 address");

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%1")]
    [InlineData(" ::1")]
    [InlineData("a.example")]
    public void An_IPv6_address_has_no_brackets_port_or_zone(string value) =>
        FaultOf($"/ip6/{value}/tcp/31337/p2p/ID").Should().Be($"'{value}' is not an IPv6 address");

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.0")]
    [InlineData("0x10")]
    [InlineData("99999999999999999999")]
    [InlineData("http")]
    public void A_port_is_a_number_from_0_to_65535(string port)
    {
        FaultOf($"/ip4/10.0.0.1/tcp/{port}/p2p/ID").Should().Be($"'{port}' is not a port from 0 to 65535");
        FaultOf($"/ip4/10.0.0.1/udp/{port}/quic-v1/p2p/ID").Should().Be($"'{port}' is not a port from 0 to 65535");
    }

    [Theory]
    [InlineData('x')]
    [InlineData('/')]
    [InlineData('\n')]
    [InlineData('\u20AC')]
    [InlineData('\uD83D')]
    public void A_failure_is_short_although_the_address_has_a_megabyte(char character)
    {
        string text = new(character, 1_000_000);

        foreach (string address in new[] { text, $"/{text}", $"/dns/{text}", $"/ip4/10.0.0.1/tcp/31337/p2p/{text}" })
        {
            ConfigFailure failure = Config(address).Validate().Should().ContainSingle().Which;
            failure.Value.Length.Should().BeLessThan(250);
            failure.ToString().Length.Should().BeLessThan(1500);
        }
    }

    private static string FaultOf(string address)
    {
        string rule = Config(address).Validate().Should().ContainSingle().Which.Rule;
        rule.Should().StartWith("must be a multiaddr that ends in /p2p/ and a peer id, but ");
        return rule["must be a multiaddr that ends in /p2p/ and a peer id, but ".Length..];
    }

    private static DistributedMixtralConfig Config(string address) =>
        new() { InitialPeers = [address.Replace("ID", PeerIds.Sha256, StringComparison.Ordinal)] };
}
