namespace Petals.Mixtral.Config.Validation;

/// <summary>Prompt tuning: a mode needs tokens to train, and only a mode trains them.</summary>
internal static class PTuneRules
{
    public static void Check(IPTuneConfig config, FailureList failures)
    {
        failures.NotNegative(config.PreSeqLen);
        if (config is { TuningMode: not null, PreSeqLen: 0 })
        {
            failures.Add(
                config.PreSeqLen,
                "must be at least 1 where tuning_mode is given",
                "Give the number of trainable tokens, or set tuning_mode to null."
            );
        }
        else if (config is { TuningMode: null, PreSeqLen: > 0 })
        {
            failures.Add(
                config.PreSeqLen,
                "must be 0 where tuning_mode is null",
                "Set tuning_mode to \"ptune\" or \"deep_ptune\", or pre_seq_len to 0."
            );
        }
    }
}
