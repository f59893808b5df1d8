using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The language-model head.</summary>
internal static class LMHeadRules
{
    public static void Check(ILMHeadConfig config, FailureList failures) =>
        failures.Positive(Setting.ChunkedForwardStep, config.ChunkedForwardStep);
}
