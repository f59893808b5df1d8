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
    public void Each_mode_trains_its_tensors(TuningMode? mode, params string[] expected) =>
        (Config with { TuningMode = mode }).PromptTensors.Select(tensor => tensor.ToString()).Should().Equal(expected);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_mode_needs_tokens_to_train(int tokens) =>
        (Config with { PreSeqLen = tokens, TuningMode = TuningMode.PTune })
            .Invoking(it => it.PromptTensors)
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage($"pre_seq_len is {tokens}; it must be positive.");

    [Fact]
    public void Without_a_mode_the_tokens_do_not_count() =>
        (Config with { PreSeqLen = -1 }).PromptTensors.Should().BeEmpty();
}
