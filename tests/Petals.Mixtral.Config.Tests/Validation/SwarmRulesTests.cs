using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

public sealed class SwarmRulesTests
{
    [Fact]
    public void There_is_at_least_one_peer()
    {
        new DistributedMixtralConfig { InitialPeers = [PeerIds.Address(PeerIds.Sha256)] }
            .Validate()
            .Should()
            .BeEmpty();
        new DistributedMixtralConfig { InitialPeers = [] }
            .OnlyFailure()
            .Should()
            .StartWith("initial_peers is []: it must name at least one peer.");
    }

    [Fact]
    public void The_public_peers_are_addresses()
    {
        new DistributedMixtralConfig { InitialPeers = PublicInitialPeers.All }
            .Validate()
            .Should()
            .BeEmpty();
        new DistributedMixtralConfig { InitialPeers = PublicInitialPeers.IPv4Only }
            .Validate()
            .Should()
            .BeEmpty();
    }

    [Fact]
    public void Each_peer_that_is_no_address_fails_with_its_index()
    {
        string good = PeerIds.Address(PeerIds.Ed25519);
        var config = new DistributedMixtralConfig { InitialPeers = ["", good, "10.0.0.1:31337", good, "/p2p/"] };

        config.FailingKeys().Should().Equal("initial_peers[0]", "initial_peers[2]", "initial_peers[4]");
        config
            .Validate()[1]
            .Should()
            .BeEquivalentTo(
                new
                {
                    Value = "\"10.0.0.1:31337\"",
                    Rule = "must be a multiaddr that ends in /p2p/ and a peer id, but it does not begin with '/'",
                }
            );
    }

    [Fact]
    public void No_peer_may_be_null() =>
        FluentActions
            .Invoking(() => new DistributedMixtralConfig { InitialPeers = [null!] })
            .Should()
            .Throw<ArgumentNullException>();

    [Theory]
    [InlineData("mistralai/Mixtral-8x7B-v0-1", true)]
    [InlineData("x", true)]
    [InlineData("-", true)]
    [InlineData(null, true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData(" ", false)]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", false)]
    [InlineData("my swarm", false)]
    [InlineData("trailing ", false)]
    public void The_prefix_is_neither_empty_nor_holds_a_dot_or_a_space(string? prefix, bool keeps) =>
        new DistributedMixtralConfig { DhtPrefix = prefix }.ShouldKeepRulesOrFailOnlyFor("dht_prefix", keeps);

    [Fact]
    public void EnsureValid_counts_the_peers_that_its_message_does_not_name()
    {
        string[] peers = [.. Enumerable.Repeat("/ip4/10.0.0.1/tcp/31337", 20_000)];
        var config = new DistributedMixtralConfig { InitialPeers = peers };

        config
            .Invoking(it => it.EnsureValid())
            .Should()
            .Throw<ConfigValidationException>()
            .Which.Message.Should()
            .StartWith("The config breaks 11 rules: initial_peers[0] is ")
            .And.Contain("initial_peers is [\"/ip4/10.0.0.1/tcp/31337\", …]: it must be corrected in 19990 more items.")
            .And.EndWith("such as /ip4/10.0.0.1/tcp/31337/p2p/Qm….");
    }

    [Fact]
    public void Very_many_peers_may_all_be_right()
    {
        string[] peers = [.. Enumerable.Repeat(PeerIds.Address(PeerIds.Sha256), 100_000)];

        new DistributedMixtralConfig { InitialPeers = peers }
            .Validate()
            .Should()
            .BeEmpty();
    }
}
