using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

public sealed class PTuneRulesTests
{
    [Theory]
    [InlineData(null, 0, true)]
    [InlineData(TuningMode.PTune, 1, true)]
    [InlineData(TuningMode.DeepPTune, 16, true)]
    [InlineData(TuningMode.PTune, int.MaxValue, true)]
    [InlineData(null, 1, false)]
    [InlineData(null, int.MaxValue, false)]
    [InlineData(TuningMode.PTune, 0, false)]
    [InlineData(TuningMode.DeepPTune, 0, false)]
    [InlineData(null, -1, false)]
    [InlineData(TuningMode.PTune, -1, false)]
    [InlineData(TuningMode.DeepPTune, int.MinValue, false)]
    public void There_are_trainable_tokens_exactly_where_there_is_a_mode(TuningMode? mode, int tokens, bool keeps) =>
        new DistributedMixtralConfig { TuningMode = mode, PreSeqLen = tokens }.ShouldKeepRulesOrFailOnlyFor(
            "pre_seq_len",
            keeps
        );

    [Fact]
    public void Each_failure_says_which_of_the_two_is_amiss()
    {
        new DistributedMixtralConfig { TuningMode = TuningMode.PTune }
            .OnlyFailure()
            .Should()
            .StartWith("pre_seq_len is 0: it must be at least 1 where tuning_mode is given.");
        new DistributedMixtralConfig { PreSeqLen = 4 }
            .OnlyFailure()
            .Should()
            .StartWith("pre_seq_len is 4: it must be 0 where tuning_mode is null.");
        new DistributedMixtralConfig { PreSeqLen = -4 }
            .OnlyFailure()
            .Should()
            .StartWith("pre_seq_len is -4: it must not be negative.");
    }
}
