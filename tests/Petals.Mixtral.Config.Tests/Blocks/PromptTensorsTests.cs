namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class PromptTensorsTests
{
    private static readonly DistributedMixtralConfig Config = PublishedModels.Load(PublishedModels.Mixtral8x7B) with
    {
        PreSeqLen = 16,
    };

    [Theory]
    [InlineData(null)]
    [InlineData(TuningMode.PTune, "prompt_embeddings.weight [16, 4096]")]
    [InlineData(
        TuningMode.DeepPTune,
        "prompt_embeddings.weight [16, 4096]",
        "intermediate_prompt_embeddings.weight [16, 131072]"
    )]
    public void PromptTensors_are_those_of_the_tuning_mode(TuningMode? mode, params string[] expected) =>
        (Config with { TuningMode = mode }).PromptTensors.Select(tensor => tensor.ToString()).Should().Equal(expected);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void PromptTensors_throws_when_pre_seq_len_is_not_positive(int tokens) =>
        (Config with { PreSeqLen = tokens, TuningMode = TuningMode.PTune })
            .Invoking(it => it.PromptTensors)
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage($"pre_seq_len is {tokens}; it must be positive.");

    [Fact]
    public void PromptTensors_is_empty_without_a_tuning_mode() =>
        (Config with { PreSeqLen = -1 }).PromptTensors.Should().BeEmpty();
}
