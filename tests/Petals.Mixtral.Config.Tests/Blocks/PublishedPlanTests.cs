namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class PublishedPlanTests
{
    private const long GiB = 1L << 30;
    private static readonly DistributedMixtralConfig Mixtral8x7B = PublishedModels.Load(PublishedModels.Mixtral8x7B);

    [Theory]
    [InlineData(24, QuantType.Nf4, 29)]
    [InlineData(24, QuantType.None, 8)]
    [InlineData(80, QuantType.Nf4, 32)]
    [InlineData(80, QuantType.None, 28)]
    [InlineData(8, QuantType.Nf4, 9)]
    [InlineData(8, QuantType.None, 2)]
    public void As_many_blocks_of_Mixtral_8x7B_fit_as_Petals_computes(
        long gibibytes,
        QuantType quantType,
        int blocks
    ) =>
        Mixtral8x7B
            .PlanBlocks(gibibytes * GiB, new BlockPlanOptions { QuantType = quantType })
            .NumBlocks.Should()
            .Be(blocks);

    [Fact]
    public void A_plan_has_the_share_of_each_purpose()
    {
        BlockPlan plan = Mixtral8x7B.PlanBlocks(24 * GiB, new BlockPlanOptions { QuantType = QuantType.Nf4 });

        plan.MemoryBytes.Should().Be(25_769_803_776);
        plan.BlockBytes.Should().Be(778_697_137);
        plan.CacheBytesPerBlock.Should().Be(67_108_864);
        plan.BackwardBytes.Should().Be(613_566_757);
        plan.WeightBytes.Should().Be(22_582_216_973);
        plan.CacheBytes.Should().Be(1_946_157_056);
        plan.FreeBytes.Should().Be(627_862_990);
        plan.CacheTokens.Should().Be(4096);
        plan.LongestContext.Should().Be(5417);
        plan.QuantType.Should().Be(QuantType.Nf4);
        plan.Dtype.Should().Be(TorchDtype.BFloat16);
        plan.CacheSizing.Should().Be(CacheSizing.Petals);
    }

    [Fact]
    public void The_defaults_are_those_of_a_Petals_server()
    {
        Mixtral8x7B.DefaultAttnCacheTokens.Should().Be(4096);
        Mixtral8x7B.DefaultMaxBatchSize.Should().Be(2048);
        Mixtral8x7B.DefaultInferenceMaxLength.Should().Be(2048);
        Mixtral8x7B.RequestBitsPerToken.Should().Be(65_536);
        Mixtral8x7B
            .PlanBlocks(24 * GiB)
            .Should()
            .BeEquivalentTo(
                Mixtral8x7B.PlanBlocks(
                    24 * GiB,
                    new BlockPlanOptions
                    {
                        QuantType = QuantType.None,
                        Dtype = TorchDtype.BFloat16,
                        CacheSizing = CacheSizing.Petals,
                        CacheTokens = 4096,
                        NumDevices = 1,
                    }
                )
            );
    }

    [Theory]
    [InlineData(PublishedModels.Mixtral8x7B, 1, 613_566_757)]
    [InlineData(PublishedModels.Mixtral8x7B, 8, 4_908_534_053)]
    [InlineData(PublishedModels.Mixtral8x22B, 1, 920_350_135)]
    public void Backward_passes_take_two_GiB_of_a_device_in_proportion_to_BLOOM(
        string repoId,
        int devices,
        long expected
    ) => PublishedModels.Load(repoId).GetBackwardReserveBytes(devices).Should().Be(expected);

    [Fact]
    public void The_hidden_size_of_BLOOM_takes_two_GiB() =>
        new DistributedMixtralConfig { HiddenSize = 14336 }
            .GetBackwardReserveBytes()
            .Should()
            .Be(2 * GiB);

    [Fact]
    public void The_true_size_of_the_cache_leaves_room_for_more()
    {
        BlockPlan plan = Mixtral8x7B.PlanBlocks(
            24 * GiB,
            new BlockPlanOptions { QuantType = QuantType.Nf4, CacheSizing = CacheSizing.KeyValueHeads }
        );

        plan.NumBlocks.Should().Be(31);
        plan.CacheBytesPerBlock.Should().Be(16_777_216);
    }
}
