using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The sizes of the model, how they go together, and its numbers.</summary>
internal static class ArchitectureRules
{
    public static void Check(IMixtralConfig config, FailureList failures)
    {
        failures.Positive(Setting.VocabSize, config.VocabSize);
        bool hasHiddenSize = failures.Positive(Setting.HiddenSize, config.HiddenSize);
        failures.Positive(Setting.IntermediateSize, config.IntermediateSize);
        failures.Positive(Setting.NumHiddenLayers, config.NumHiddenLayers);
        failures.Positive(Setting.MaxPositionEmbeddings, config.MaxPositionEmbeddings);
        if (config.SlidingWindow is { } window)
        {
            failures.Positive(Setting.SlidingWindow, window);
        }

        CheckHeads(config, hasHiddenSize, failures);
        CheckExperts(config, failures);
        CheckNumbers(config, failures);
    }

    private static void CheckHeads(IMixtralConfig config, bool hasHiddenSize, FailureList failures)
    {
        bool hasHeads = failures.Positive(Setting.NumAttentionHeads, config.NumAttentionHeads);
        bool hasKeyValueHeads = failures.Positive(Setting.NumKeyValueHeads, config.NumKeyValueHeads);
        if (config.HeadDim is { } headDim)
        {
            failures.Positive(Setting.HeadDim, headDim);
        }
        else if (hasHiddenSize && hasHeads && config.HiddenSize % config.NumAttentionHeads != 0)
        {
            failures.Add(
                Setting.HiddenSize,
                config.HiddenSize,
                $"must be divisible by num_attention_heads, which is {config.NumAttentionHeads}, where head_dim "
                    + "is not given",
                "Correct either, or give head_dim."
            );
        }

        if (hasHeads && hasKeyValueHeads && config.NumAttentionHeads % config.NumKeyValueHeads != 0)
        {
            failures.Add(
                Setting.NumAttentionHeads,
                config.NumAttentionHeads,
                $"must be divisible by num_key_value_heads, which is {config.NumKeyValueHeads}",
                "Correct either; as many key-value heads as attention heads is attention without groups."
            );
        }
    }

    private static void CheckExperts(IMixtralConfig config, FailureList failures)
    {
        bool hasExperts = failures.Positive(Setting.NumLocalExperts, config.NumLocalExperts);
        bool choosesExperts = failures.Positive(Setting.NumExpertsPerTok, config.NumExpertsPerTok);
        if (hasExperts && choosesExperts && config.NumExpertsPerTok > config.NumLocalExperts)
        {
            failures.Add(
                Setting.NumExpertsPerTok,
                config.NumExpertsPerTok,
                $"must be at most num_local_experts, which is {config.NumLocalExperts}",
                "Correct either."
            );
        }
    }

    private static void CheckNumbers(IMixtralConfig config, FailureList failures)
    {
        failures.PositiveAndFinite(Setting.RopeTheta, config.RopeTheta);
        failures.PositiveAndFinite(Setting.RmsNormEps, config.RmsNormEps);
        if (config.AttentionDropout is not (>= 0 and <= 1))
        {
            failures.Add(
                Setting.AttentionDropout,
                PythonJsonWriter.TextOf(writer => writer.Float(config.AttentionDropout)),
                "must be a probability, from 0 to 1",
                "Give 0 for no dropout."
            );
        }
    }
}
