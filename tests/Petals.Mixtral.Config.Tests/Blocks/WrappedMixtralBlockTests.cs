namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class WrappedMixtralBlockTests
{
    private static readonly DistributedMixtralConfig Config = PublishedModels.Load(PublishedModels.Mixtral8x7B);

    [Fact]
    public void A_block_is_described_by_its_layer_and_attention()
    {
        var block = WrappedMixtralBlock.FromConfig(Config, 3);

        block.LayerIndex.Should().Be(3);
        block.WeightPrefix.Should().Be("model.layers.3.");
        block.ModuleUid.Should().Be(new ModuleUid("mistralai/Mixtral-8x7B-v0-1", 3));
        block
            .Attention.Should()
            .BeEquivalentTo(
                new
                {
                    NumHeads = 32,
                    NumKeyValueHeads = 8,
                    HeadDim = 128,
                }
            );
        block.Dtype.Should().Be(TorchDtype.BFloat16);
        Throws<ArgumentOutOfRangeException>(() => WrappedMixtralBlock.FromConfig(Config, 32));
        Throws<ArgumentOutOfRangeException>(() => WrappedMixtralBlock.FromConfig(Config, -1));
        Throws<ArgumentNullException>(() => WrappedMixtralBlock.FromConfig(null!, 0));
    }

    [Fact]
    public void The_types_of_a_block_are_those_that_the_config_names()
    {
        Config.Blocks[0].Should().BeOfType(Config.BlockClass);
        Config.Blocks[0].Attention.Should().BeOfType(Config.AttnClass);
        Config.Blocks[0].WeightPrefix.Should().StartWith(Config.BlockPrefix + ".");
    }

    [Fact]
    public void Blocks_are_equal_if_all_their_values_are()
    {
        WrappedMixtralBlock block = Config.Blocks[3];

        block.Should().Be(WrappedMixtralBlock.FromConfig(Config with { VocabSize = 5 }, 3));
        block.GetHashCode().Should().Be(Config.Blocks[3].GetHashCode());
        block.Should().NotBe(Config.Blocks[4]);
        foreach (
            DistributedMixtralConfig other in new[]
            {
                Config with
                {
                    HiddenSize = 64,
                },
                Config with
                {
                    IntermediateSize = 64,
                },
                Config with
                {
                    NumLocalExperts = 4,
                },
                Config with
                {
                    NumExpertsPerTok = 1,
                },
                Config with
                {
                    HeadDim = 64,
                },
                Config with
                {
                    NumKeyValueHeads = 4,
                },
                Config with
                {
                    NumAttentionHeads = 16,
                },
                Config with
                {
                    DhtPrefix = "p",
                },
                Config with
                {
                    TorchDtype = TorchDtype.Float16,
                },
            }
        )
        {
            other.Blocks[3].Should().NotBe(block);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a.b")]
    public void The_text_of_a_block_needs_no_prefix(string? prefix) =>
        (Config with { DhtPrefix = prefix })
            .Blocks[3]
            .ToString()
            .Should()
            .Be(
                "WrappedMixtralBlock { LayerIndex = 3, WeightPrefix = model.layers.3., Attention = "
                    + "MixtralAttention { NumHeads = 32, NumKeyValueHeads = 8, HeadDim = 128 }, Dtype = "
                    + "bfloat16 }"
            );

    [Fact]
    public void The_name_of_a_block_needs_a_prefix_and_nothing_else_does()
    {
        WrappedMixtralBlock block = (Config with { DhtPrefix = null }).Blocks[3];

        block.ModuleUid.Should().BeNull();
        block.ParameterCount.Should().Be(1_451_270_144);
        block.Tensors.Should().HaveCount(31);
    }
}
