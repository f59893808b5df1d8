namespace Petals.Mixtral.Config.Validation;

/// <summary>The sizes of the model, which depend on each other, and its other numbers.</summary>
internal static class ArchitectureRules
{
    public static void Check(IMixtralConfig config, FailureList failures)
    {
        failures.Positive(config.VocabSize);
        failures.Positive(config.HiddenSize);
        failures.Positive(config.IntermediateSize);
        failures.Positive(config.NumHiddenLayers);
        failures.Positive(config.MaxPositionEmbeddings);
        failures.Positive(config.SlidingWindow);
        CheckHeads(config, failures);
        CheckExperts(config, failures);
        failures.Positive(config.RopeTheta);
        failures.Positive(config.RmsNormEps);
        if (config.AttentionDropout is not (>= 0 and <= 1))
        {
            failures.Add(
                nameof(config.AttentionDropout),
                "must be a probability, from 0 to 1",
                "Give 0 for no dropout."
            );
        }
    }

    private static void CheckHeads(IMixtralConfig config, FailureList failures)
    {
        failures.Positive(config.NumAttentionHeads);
        failures.Positive(config.NumKeyValueHeads);
        failures.Positive(config.HeadDim);
        if (
            config is { HeadDim: null, HiddenSize: > 0, NumAttentionHeads: > 0 }
            && config.HiddenSize % config.NumAttentionHeads != 0
        )
        {
            failures.Add(
                nameof(config.HiddenSize),
                $"must be divisible by num_attention_heads, which is {config.NumAttentionHeads}, if head_dim is null",
                "Correct either, or give head_dim."
            );
        }

        if (
            config is { NumAttentionHeads: > 0, NumKeyValueHeads: > 0 }
            && config.NumAttentionHeads % config.NumKeyValueHeads != 0
        )
        {
            failures.Add(
                nameof(config.NumAttentionHeads),
                $"must be divisible by num_key_value_heads, which is {config.NumKeyValueHeads}",
                "Correct either."
            );
        }
    }

    private static void CheckExperts(IMixtralConfig config, FailureList failures)
    {
        failures.Positive(config.NumLocalExperts);
        failures.Positive(config.NumExpertsPerTok);
        if (config.NumLocalExperts > 0 && config.NumExpertsPerTok > config.NumLocalExperts)
        {
            failures.Add(
                nameof(config.NumExpertsPerTok),
                $"must be at most num_local_experts, which is {config.NumLocalExperts}",
                "Correct either."
            );
        }
    }
}
