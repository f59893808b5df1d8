namespace Petals.Mixtral.Config.Tests;

public sealed class DerivedValuesTests
{
    [Fact]
    public void The_head_size_is_the_hidden_size_divided_by_the_heads_unless_it_is_given()
    {
        new MixtralConfig { HiddenSize = 6144, NumAttentionHeads = 48 }
            .EffectiveHeadDim.Should()
            .Be(128);
        new MixtralConfig { HeadDim = 96 }
            .EffectiveHeadDim.Should()
            .Be(96);
    }

    [Fact]
    public void Dividing_by_0_heads_is_an_error_that_names_the_key()
    {
        new MixtralConfig { NumAttentionHeads = 0 }
            .Invoking(it => it.EffectiveHeadDim)
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage("num_attention_heads is 0*");
        new MixtralConfig { NumKeyValueHeads = 0 }
            .Invoking(it => it.AttentionGroups)
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage("num_key_value_heads is 0*");
    }

    [Fact]
    public void Dividing_by_a_negative_number_of_heads_is_an_error()
    {
        new MixtralConfig { HiddenSize = int.MinValue, NumAttentionHeads = -1 }
            .Invoking(it => it.EffectiveHeadDim)
            .Should()
            .Throw<PretrainedConfigException>();
        new MixtralConfig { NumAttentionHeads = int.MinValue, NumKeyValueHeads = -1 }
            .Invoking(it => it.AttentionGroups)
            .Should()
            .Throw<PretrainedConfigException>();
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public void A_model_returns_an_object_unless_it_is_traced(bool returnDict, bool torchscript, bool expected) =>
        new MixtralConfig { ReturnDict = returnDict, Torchscript = torchscript }
            .UseReturnDict.Should()
            .Be(expected);
}
