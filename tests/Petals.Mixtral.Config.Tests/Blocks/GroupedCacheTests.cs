using CsCheck;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Blocks;

/// <summary>Petals fixes the groups of Mixtral at 1; its arithmetic is that of every family, and the contract is open
/// to other configs.</summary>
public sealed class GroupedCacheTests
{
    private static readonly DistributedMixtralConfig Mixtral = new() { NumHiddenLayers = 1_000_000 };

    [Theory]
    [InlineData(1, 4096, 2048, 2048)]
    [InlineData(2, 16384, 8192, 8192)]
    [InlineData(8, 16384, 8192, 8192)]
    public void With_groups_a_server_takes_four_times_as_many_tokens(
        int groups,
        int cacheTokens,
        int batchSize,
        int maxLength
    )
    {
        IDistributedMixtralConfig config = new GroupedConfig(Mixtral, groups);

        config.DefaultAttnCacheTokens.Should().Be(cacheTokens);
        config.DefaultMaxBatchSize.Should().Be(batchSize);
        config.DefaultInferenceMaxLength.Should().Be(maxLength);
        config.PlanBlocks(1L << 40).CacheTokens.Should().Be(cacheTokens);
    }

    [Fact]
    public void The_values_of_a_cache_are_divided_by_the_groups_and_rounded_down()
    {
        IDistributedMixtralConfig config = new GroupedConfig(Mixtral with { HiddenSize = 5, HeadDim = 1 }, 3);

        config.GetAttentionCacheBytes(CacheSizing.Petals, 1).Should().Be(10 / 3 * 2);
        config.GetAttentionCacheBytes(CacheSizing.Petals, 2).Should().Be(20 / 3 * 2);
        config.GetAttentionCacheBytes(CacheSizing.KeyValueHeads, 1).Should().Be(2 * 8 * 2);
    }

    [Fact]
    public void The_longest_context_fits_and_one_token_more_does_not_whatever_the_groups_are() =>
        Gen.Select(RandomConfigs.Valid, Gen.Int[1, 64], Gen.Long[1L << 33, 1L << 36])
            .Sample(
                (random, groups, memory) =>
                {
                    IDistributedMixtralConfig config = new GroupedConfig(
                        random with
                        {
                            HiddenSize = (random.HiddenSize % 7) + 1,
                            HeadDim = 3,
                        },
                        groups
                    );
                    BlockPlan plan = config.PlanBlocks(memory, new BlockPlanOptions { NumBlocks = 1 });
                    long room = memory - plan.BlockBytes - plan.BackwardBytes;
                    return config.GetAttentionCacheBytes(CacheSizing.Petals, plan.LongestContext) <= room
                        && config.GetAttentionCacheBytes(CacheSizing.Petals, plan.LongestContext + 1) > room;
                }
            );

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_is_shared_by_no_group(int groups)
    {
        IDistributedMixtralConfig config = new GroupedConfig(Mixtral, groups);

        config
            .Invoking(it => it.GetAttentionCacheBytes(CacheSizing.Petals, 1))
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage($"num_key_value_groups is {groups}; it must be positive.");
        config.GetAttentionCacheBytes(CacheSizing.KeyValueHeads, 1).Should().Be(2 * 8 * 128 * 2);
    }
}
