namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class BlockSizeTests
{
    private static readonly WrappedMixtralBlock Block = PublishedModels.Load(PublishedModels.Mixtral8x7B).Blocks[0];

    [Theory]
    [InlineData(QuantType.None, 2_931_565_691)]
    [InlineData(QuantType.Int8, 1_465_782_845)]
    [InlineData(QuantType.Nf4, 778_697_137)]
    public void The_size_of_a_block_in_memory_is_that_of_Petals(QuantType quantType, long expected) =>
        Block.GetSizeInBytes(quantType).Should().Be(expected);

    [Theory]
    [InlineData("bfloat16", 2_931_565_691)]
    [InlineData("float16", 2_931_565_691)]
    [InlineData("float32", 5_863_131_382)]
    [InlineData("auto", 2_931_565_691)]
    [InlineData("float8_e4m3fn", 1_465_782_845)]
    public void The_size_of_a_block_depends_on_the_given_dtype(string name, long expected)
    {
        var dtype = TorchDtype.Parse(name);

        Block.GetSizeInBytes(QuantType.None, dtype).Should().Be(expected);
        Block.GetSizeInBytes(QuantType.Int8, dtype).Should().Be(1_465_782_845);
        Block.GetSizeInBytes(QuantType.Nf4, dtype).Should().Be(778_697_137);
    }

    [Fact]
    public void The_size_of_a_block_uses_the_dtype_of_Petals_by_default()
    {
        Block.GetSizeInBytes(QuantType.None).Should().Be(2_931_565_691);
        new DistributedMixtralConfig { TorchDtype = TorchDtype.Float64 }
            .Blocks[0]
            .GetSizeInBytes(QuantType.None)
            .Should()
            .Be(11_726_262_764);
        new DistributedMixtralConfig { TorchDtype = TorchDtype.Float32 }
            .Blocks[0]
            .GetSizeInBytes(QuantType.None)
            .Should()
            .Be(2_931_565_691);
    }

    [Fact]
    public void The_size_of_a_block_is_what_Python_rounds_to_for_any_model() =>
        RandomConfigs.Valid.Sample(
            config =>
            {
                WrappedMixtralBlock block = config.Blocks[0];
                double parameters = block.ParameterCount;
                return block.GetSizeInBytes(QuantType.None) == Math.Round(parameters * 2 * (1 + 0.01))
                    && block.GetSizeInBytes(QuantType.Int8) == Math.Round(parameters * 1 * (1 + 0.01))
                    && block.GetSizeInBytes(QuantType.Nf4) == Math.Round(parameters * (4.25 / 8) * (1 + 0.01));
            },
            iter: 500
        );

    [Fact]
    public void A_dtype_of_unknown_size_is_an_error_unless_it_is_not_used()
    {
        WrappedMixtralBlock block = new DistributedMixtralConfig { TorchDtype = TorchDtype.Parse("bfloat17") }.Blocks[
            0
        ];
        const string Expected = "The size of the dtype 'bfloat17' is unknown. Give another one, such as bfloat16.";

        Throws<PretrainedConfigException>(() => block.GetSizeInBytes(QuantType.None), Expected);
        block.GetSizeInBytes(QuantType.None, TorchDtype.BFloat16).Should().Be(2_931_565_691);
        block.GetSizeInBytes(QuantType.Nf4).Should().Be(778_697_137);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void An_undefined_quantization_is_out_of_range(int value) =>
        Throws<ArgumentOutOfRangeException>(() => Block.GetSizeInBytes((QuantType)value), parameter: "quantType");
}
