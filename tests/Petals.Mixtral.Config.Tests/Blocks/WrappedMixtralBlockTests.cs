using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class WrappedMixtralBlockTests
{
    [Fact]
    public void A_block_is_described_by_its_layer_and_attention()
    {
        var config = new DistributedMixtralConfig();

        var block = WrappedMixtralBlock.Of(config, 3);

        block.LayerIndex.Should().Be(3);
        block.WeightPrefix.Should().Be("model.layers.3.");
        block.Attention.Should().Be(new MixtralAttention(32, 8, 128));
        FluentActions.Invoking(() => WrappedMixtralBlock.Of(config, 32)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => WrappedMixtralBlock.Of(config, -1)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
