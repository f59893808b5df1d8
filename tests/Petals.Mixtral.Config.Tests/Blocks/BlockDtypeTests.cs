namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class BlockDtypeTests
{
    [Theory]
    [InlineData(null, null, "bfloat16")]
    [InlineData("auto", null, "bfloat16")]
    [InlineData("float32", null, "bfloat16")]
    [InlineData("bfloat16", null, "bfloat16")]
    [InlineData("float16", null, "float16")]
    [InlineData("float64", null, "float64")]
    [InlineData("bfloat17", null, "bfloat17")]
    [InlineData("float16", "auto", "float16")]
    [InlineData("float32", "auto", "bfloat16")]
    [InlineData(null, "auto", "bfloat16")]
    [InlineData("float16", "float32", "float32")]
    [InlineData(null, "float32", "float32")]
    [InlineData("float16", "bfloat16", "bfloat16")]
    [InlineData("bfloat16", "bfloat17", "bfloat17")]
    public void ResolveBlockDtype_returns_the_given_dtype_or_that_of_the_config_in_16_bits(
        string? ofConfig,
        string? asked,
        string expected
    )
    {
        var config = new DistributedMixtralConfig { TorchDtype = ofConfig is null ? null : TorchDtype.Parse(ofConfig) };

        config.ResolveBlockDtype(asked is null ? null : TorchDtype.Parse(asked)).Name.Should().Be(expected);
        if (asked is null)
        {
            config.Blocks[0].Dtype.Name.Should().Be(expected);
        }
    }

    [Fact]
    public void A_name_that_the_file_spells_by_its_alias_counts_as_the_dtype() =>
        Read("""{"torch_dtype": "torch.float"}""").ResolveBlockDtype().Should().Be(TorchDtype.BFloat16);
}
