namespace Petals.Mixtral.Config.Validation;

/// <summary>The mode of prompt tuning and the number of its tokens belong together.</summary>
internal static class PTuneRules
{
    public static void Check(IPTuneConfig config, FailureList failures)
    {
        failures.NotNegative(config.PreSeqLen);
        if (config.PreSeqLen >= 0 && config.PreSeqLen > 0 != config.TuningMode is not null)
        {
            failures.Add(
                nameof(config.PreSeqLen),
                "must be 0 if tuning_mode is null, and positive otherwise",
                "Correct either."
            );
        }
    }
}
