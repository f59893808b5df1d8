namespace Petals.Mixtral.Config.Validation;

/// <summary>The sizes of the model, which depend on each other, and its other numbers.</summary>
internal static class ArchitectureRules
{
    public static void Check(IMixtralConfig config, FailureList failures)
    {
        failures.Positive(MixtralSettings.VocabSize, config.VocabSize);
        bool hasHiddenSize = failures.Positive(MixtralSettings.HiddenSize, config.HiddenSize);
        failures.Positive(MixtralSettings.IntermediateSize, config.IntermediateSize);
        failures.Positive(MixtralSettings.NumHiddenLayers, config.NumHiddenLayers);
        failures.Positive(MixtralSettings.MaxPositionEmbeddings, config.MaxPositionEmbeddings);
        failures.Positive(MixtralSettings.SlidingWindow, config.SlidingWindow);
        CheckHeads(config, hasHiddenSize, failures);
        CheckExperts(config, failures);
        CheckNumbers(config, failures);
    }

    private static void CheckHeads(IMixtralConfig config, bool hasHiddenSize, FailureList failures)
    {
        bool hasHeads = failures.Positive(MixtralSettings.NumAttentionHeads, config.NumAttentionHeads);
        bool hasKeyValueHeads = failures.Positive(MixtralSettings.NumKeyValueHeads, config.NumKeyValueHeads);
        failures.Positive(MixtralSettings.HeadDim, config.HeadDim);
        if (config.HeadDim is null && hasHiddenSize && hasHeads && config.HiddenSize % config.NumAttentionHeads != 0)
        {
            failures.Add(
                MixtralSettings.HiddenSize,
                config.HiddenSize,
                $"must be divisible by num_attention_heads, which is {config.NumAttentionHeads}, where head_dim "
                    + "is not given",
                "Correct either, or give head_dim."
            );
        }

        if (hasHeads && hasKeyValueHeads && config.NumAttentionHeads % config.NumKeyValueHeads != 0)
        {
            failures.Add(
                MixtralSettings.NumAttentionHeads,
                config.NumAttentionHeads,
                $"must be divisible by num_key_value_heads, which is {config.NumKeyValueHeads}",
                "Correct either; as many key-value heads as attention heads is attention without groups."
            );
        }
    }

    private static void CheckExperts(IMixtralConfig config, FailureList failures)
    {
        bool hasExperts = failures.Positive(MixtralSettings.NumLocalExperts, config.NumLocalExperts);
        bool choosesExperts = failures.Positive(MixtralSettings.NumExpertsPerTok, config.NumExpertsPerTok);
        if (hasExperts && choosesExperts && config.NumExpertsPerTok > config.NumLocalExperts)
        {
            failures.Add(
                MixtralSettings.NumExpertsPerTok,
                config.NumExpertsPerTok,
                $"must be at most num_local_experts, which is {config.NumLocalExperts}",
                "Correct either."
            );
        }
    }

    private static void CheckNumbers(IMixtralConfig config, FailureList failures)
    {
        failures.PositiveAndFinite(MixtralSettings.RopeTheta, config.RopeTheta);
        failures.PositiveAndFinite(MixtralSettings.RmsNormEps, config.RmsNormEps);
        if (config.AttentionDropout is not (>= 0 and <= 1))
        {
            failures.Add(
                MixtralSettings.AttentionDropout,
                FailureList.TextOf(config.AttentionDropout),
                "must be a probability, from 0 to 1",
                "Give 0 for no dropout."
            );
        }
    }
}
