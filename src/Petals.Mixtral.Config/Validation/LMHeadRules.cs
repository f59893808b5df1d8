using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The language-model head.</summary>
internal static class LMHeadRules
{
    public static void Check(ILMHeadConfig config, FailureList failures) =>
        failures.Positive(LMHeadSettings.ChunkedForwardStep, config.ChunkedForwardStep);
}
