using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

/// <summary>A file of a megabyte can break a rule hundreds of thousands of times.</summary>
public sealed class ManyFailuresTests
{
    private const int Count = 100_000;
    private static readonly string[] EmptyTexts = [.. Enumerable.Repeat("", Count)];

    public static TheoryData<string, DistributedMixtralConfig> Lists =>
        new()
        {
            {
                "initial_peers",
                new DistributedMixtralConfig { InitialPeers = EmptyTexts }
            },
            {
                "allowed_servers",
                new DistributedMixtralConfig { AllowedServers = EmptyTexts }
            },
            {
                "blocked_servers",
                new DistributedMixtralConfig { BlockedServers = EmptyTexts }
            },
            {
                "eos_token_id",
                new DistributedMixtralConfig
                {
                    EosTokenId = TokenIds.Create(
                        new int[Count]
                            .Select(_ => -1)
                            .ToArray()
                    ),
                }
            },
        };

    [Theory]
    [MemberData(nameof(Lists), DisableDiscoveryEnumeration = true)]
    public void Validate_names_ten_items_of_a_list_and_counts_the_others(string key, DistributedMixtralConfig config)
    {
        config.FailingKeys().Should().Equal([.. Enumerable.Range(0, 10).Select(i => $"{key}[{i}]"), key]);
        config.Validate()[^1].ToString().Should().Contain("it must be corrected in 99990 more items.");
    }

    [Fact]
    public void Validate_does_not_count_others_if_ten_items_fail() =>
        new DistributedMixtralConfig { AllowedServers = EmptyTexts[..10] }
            .FailingKeys()
            .Should()
            .HaveCount(10)
            .And.Contain("allowed_servers[9]");
}
