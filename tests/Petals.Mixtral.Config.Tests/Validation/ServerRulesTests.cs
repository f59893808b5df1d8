using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

public sealed class ServerRulesTests
{
    private static readonly Dictionary<string, Func<IReadOnlyList<string>?, DistributedMixtralConfig>> Lists = new()
    {
        ["allowed_servers"] = ids => new() { AllowedServers = ids },
        ["blocked_servers"] = ids => new() { BlockedServers = ids },
    };

    public static TheoryData<string> Keys => [.. Lists.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Servers_are_peer_ids_if_any_are_given(string key)
    {
        Func<IReadOnlyList<string>?, DistributedMixtralConfig> with = Lists[key];

        with(null).Validate().Should().BeEmpty();
        with([]).Validate().Should().BeEmpty();
        with([PeerIds.Sha256, PeerIds.Ed25519, PeerIds.Sha256]).Validate().Should().BeEmpty();
        with(["", PeerIds.Sha256, "me"]).FailingKeys().Should().Equal($"{key}[0]", $"{key}[2]");
        with([""])
            .OnlyFailure()
            .Should()
            .StartWith($"{key}[0] is \"\": it must be a peer id, but the peer id is empty. ");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_address_of_a_server_is_no_peer_id(string key) =>
        Lists[key]
            ([PeerIds.Address(PeerIds.Sha256)])
            .OnlyFailure()
            .Should()
            .Contain("Give what follows /p2p/ in the address of the server, without the address.");

    [Fact]
    public void No_server_is_both_allowed_and_blocked()
    {
        string[] three = [PeerIds.Sha256, PeerIds.Ed25519, PeerIds.Secp256k1];

        new DistributedMixtralConfig { AllowedServers = three[..2], BlockedServers = three[2..] }
            .Validate()
            .Should()
            .BeEmpty();
        new DistributedMixtralConfig { AllowedServers = [], BlockedServers = three }
            .Validate()
            .Should()
            .BeEmpty();
        new DistributedMixtralConfig { AllowedServers = three[..2], BlockedServers = [three[2], three[1], three[1]] }
            .OnlyFailure()
            .Should()
            .StartWith($"blocked_servers is [\"{three[1]}\"]: it must not name servers that allowed_servers names.");
    }

    [Fact]
    public void However_many_servers_are_both_it_is_one_failure()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(i => PeerIds.Sha256With((byte)(i % 256), (byte)(i / 256)))];

        ConfigFailure failure = new DistributedMixtralConfig
        {
            AllowedServers = ids,
            BlockedServers = [.. ids.Reverse()],
        }
            .Validate()
            .Should()
            .ContainSingle()
            .Which;

        failure.Key.Should().Be("blocked_servers");
        failure.Value.Should().StartWith($"[\"{ids[0]}\", ").And.EndWith("…");
        failure.Value.Length.Should().BeLessThan(250);
    }
}
