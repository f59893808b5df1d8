namespace Petals.Mixtral.Config.Blocks;

/// <summary>The trainable tensors of prompt tuning. Python's <c>PTuneMixin</c> (Petals 2.3.0.dev2,
/// <c>client/ptune.py</c>).</summary>
internal static class PromptTuning
{
    /// <exception cref="PretrainedConfigException"><c>pre_seq_len</c> or another size is not positive.</exception>
    public static IReadOnlyList<TensorSpec> TensorsOf(DistributedMixtralConfig config)
    {
        if (config.TuningMode is not { } mode)
        {
            return ValueList<TensorSpec>.Empty;
        }

        long tokens = WholeNumber.Positive(config.PreSeqLen);
        long hidden = WholeNumber.Positive(config.HiddenSize);
        TensorSpec first = new("prompt_embeddings.weight", [tokens, hidden]);
        if (mode == TuningMode.PTune)
        {
            return [first];
        }

        long layers = WholeNumber.Positive(config.NumHiddenLayers);
        return [first, new TensorSpec("intermediate_prompt_embeddings.weight", [tokens, layers * hidden])];
    }
}
