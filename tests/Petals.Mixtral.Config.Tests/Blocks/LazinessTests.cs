using System.Diagnostics.CodeAnalysis;

namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class LazinessTests
{
    [Fact]
    public void A_billion_layers_allocate_no_memory()
    {
        var config = new DistributedMixtralConfig { NumHiddenLayers = 1_000_000_000, DhtPrefix = "p" };
        Describe(config);
        long before = GC.GetAllocatedBytesForCurrentThread();

        string text = Describe(config);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20_000);
        text.Should().Be("p.999999999 model.layers.999999999. 1000000000 1451270144262148096");
    }

    [Fact]
    public void The_tensors_of_very_many_experts_are_created_on_demand()
    {
        // The largest number of experts whose tensors fit in a list: seven, and three for each expert.
        var config = new DistributedMixtralConfig { NumLocalExperts = (int.MaxValue - 7) / 3 };
        WrappedMixtralBlock block = config.Blocks[0];
        long before = GC.GetAllocatedBytesForCurrentThread();

        (int count, TensorSpec last, TensorPlacement placement) = (
            block.Tensors.Count,
            block.Tensors[^1],
            block.TensorPlacements[^1]
        );

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20_000);
        count.Should().Be(int.MaxValue);
        last.Name.Should().Be("model.layers.0.block_sparse_moe.experts.715827879.w3.weight");
        placement.Source.Should().Be(last);
        placement.Expert.Should().Be(715_827_879);
    }

    [Theory]
    [InlineData(715_827_881, 2_147_483_650)]
    [InlineData(int.MaxValue, 6_442_450_948)]
    public void More_tensors_than_a_list_can_hold_are_a_clear_error(int experts, long tensors)
    {
        WrappedMixtralBlock block = new DistributedMixtralConfig { NumLocalExperts = experts }.Blocks[0];
        string expected = $"num_local_experts is {experts}; a block would have {tensors} tensors.";

        Throws<PretrainedConfigException>(() => block.Tensors, expected);
        Throws<PretrainedConfigException>(() => block.TensorPlacements, expected);
        block.TensorsIn(TensorLayout.Transformers5)[7].Shape.Should().Equal(experts, 28672, 4096);
        block
            .ParameterCount.Should()
            .Be((experts * ((3L * 4096 * 14336) + 4096)) + (2 * 4096) + (2 * 4096 * (4096 + 1024)));
    }

    [Fact]
    [SuppressMessage("Performance", "CA1826", Justification = "It is the enumeration that is tested.")]
    public void Enumerating_creates_only_the_requested_blocks()
    {
        var config = new DistributedMixtralConfig { NumHiddenLayers = int.MaxValue };

        config.Blocks.First().LayerIndex.Should().Be(0);
        config.Blocks.Skip(2).Take(2).Select(block => block.LayerIndex).Should().Equal(2, 3);
        config.Blocks[^1].LayerIndex.Should().Be(int.MaxValue - 1);
    }

    [Fact]
    public void A_block_that_is_not_there_is_out_of_range()
    {
        IReadOnlyList<WrappedMixtralBlock> blocks = new DistributedMixtralConfig().Blocks;

        Throws<ArgumentOutOfRangeException>(() => blocks[32]);
        Throws<ArgumentOutOfRangeException>(() => blocks[-1]);
        Throws<ArgumentOutOfRangeException>(() => blocks[int.MinValue]);
    }

    private static string Describe(DistributedMixtralConfig config)
    {
        WrappedMixtralBlock block = config.Blocks[999_999_999];
        return $"{block.ModuleUid} {block.WeightPrefix} {config.Blocks.Count} {config.ParameterCount}";
    }
}
