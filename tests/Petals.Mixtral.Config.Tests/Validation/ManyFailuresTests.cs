namespace Petals.Mixtral.Config.Tests.Validation;

/// <summary>Reports stay short, although a file of a megabyte can break a rule hundreds of thousands of
/// times.</summary>
public sealed class ManyFailuresTests
{
    private static readonly string[] EmptyTexts = [.. Enumerable.Repeat("", 100_000)];

    private static readonly Dictionary<string, DistributedMixtralConfig> Configs = new()
    {
        ["initial_peers"] = new() { InitialPeers = EmptyTexts },
        ["allowed_servers"] = new() { AllowedServers = EmptyTexts },
        ["blocked_servers"] = new() { BlockedServers = EmptyTexts },
        ["eos_token_id"] = new() { EosTokenId = TokenIds.Create([.. EmptyTexts.Select(_ => -1)]) },
    };

    public static TheoryData<string> Lists => [.. Configs.Keys];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Validate_names_ten_items_of_a_list_and_counts_the_others(string key)
    {
        Configs[key].FailingKeys().Should().Equal([.. Enumerable.Range(0, 10).Select(i => $"{key}[{i}]"), key]);
        Configs[key].Validate()[^1].ToString().Should().Contain("it must be corrected in 99990 more items.");
    }

    [Fact]
    public void Validate_names_all_items_when_exactly_ten_fail() =>
        new DistributedMixtralConfig { AllowedServers = EmptyTexts[..10] }
            .FailingKeys()
            .Should()
            .HaveCount(10)
            .And.Contain("allowed_servers[9]");

    [Fact]
    public void EnsureValid_counts_the_peers_that_its_message_does_not_name() =>
        Throws<ConfigValidationException>(() =>
            new DistributedMixtralConfig
            {
                InitialPeers = [.. Enumerable.Repeat("/ip4/10.0.0.1/tcp/31337", 20_000)],
            }.EnsureValid()
        )
            .Message.Should()
            .StartWith("The config breaks 11 rules: initial_peers[0] is ")
            .And.Contain("initial_peers is [\"/ip4/10.0.0.1/tcp/31337\", ")
            .And.Contain("…: it must be corrected in 19990 more items.")
            .And.EndWith("such as /ip4/10.0.0.1/tcp/31337/p2p/Qm….");

    [Fact]
    public void Very_many_valid_peers_are_valid() =>
        new DistributedMixtralConfig { InitialPeers = [.. Enumerable.Repeat(PeerIds.Address(PeerIds.Sha256), 100_000)] }
            .Validate()
            .Should()
            .BeEmpty();

    [Fact]
    public void Ten_servers_that_are_allowed_and_blocked_are_named_and_the_others_counted()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(i => PeerIds.Sha256With((byte)(i % 256), (byte)(i / 256)))];

        IReadOnlyList<ConfigFailure> failures = new DistributedMixtralConfig
        {
            AllowedServers = ids,
            BlockedServers = [.. ids.Reverse()],
        }.Validate();

        failures.Should().HaveCount(11).And.OnlyContain(failure => failure.Value.Length < 250);
        failures[0].Key.Should().Be("blocked_servers[0]");
        failures[0].Rule.Should().Be("must not be in allowed_servers");
        failures[^1].Key.Should().Be("blocked_servers");
        failures[^1].Value.Should().StartWith($"[\"{ids[^1]}\", ").And.EndWith("…");
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
        foreach (string address in new[] { text, $"/{text}", $"/dns/{text}", PeerIds.Address(text) })
        {
            ConfigFailure failure = new DistributedMixtralConfig { InitialPeers = [address] }
                .Validate()
                .Should()
                .ContainSingle()
                .Which;
            failure.Value.Length.Should().BeLessThan(250);
            failure.ToString().Length.Should().BeLessThan(1500);
        }
    }
}
