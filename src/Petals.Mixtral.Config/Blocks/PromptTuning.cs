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

        long tokens = WholeNumber.Positive(config.PreSeqLen, "pre_seq_len");
        long hidden = WholeNumber.Positive(config.HiddenSize, "hidden_size");
        var first = new TensorSpec("prompt_embeddings.weight", ValueList<long>.Create([tokens, hidden]));
        return mode == TuningMode.PTune
            ? ValueList<TensorSpec>.Create([first])
            : ValueList<TensorSpec>.Create([
                first,
                new TensorSpec(
                    "intermediate_prompt_embeddings.weight",
                    ValueList<long>.Create([
                        tokens,
                        WholeNumber.Positive(config.NumHiddenLayers, "num_hidden_layers") * hidden,
                    ])
                ),
            ]);
    }
}
