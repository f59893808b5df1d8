using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

public sealed class LMHeadRulesTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(16384, true)]
    [InlineData(int.MaxValue, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(int.MinValue, false)]
    public void The_chunk_step_is_positive(int step, bool keeps)
    {
        foreach (ChunkedForward use in Enum.GetValues<ChunkedForward>())
        {
            new DistributedMixtralConfig
            {
                UseChunkedForward = use,
                ChunkedForwardStep = step,
            }.ShouldKeepRulesOrFailOnlyFor("chunked_forward_step", keeps);
        }
    }
}
