namespace Petals.Mixtral.Config.Blocks;

/// <summary>The tensors outside the blocks, which the client of a swarm loads itself.</summary>
internal static class OuterTensors
{
    public const string LanguageModelHead = "lm_head.weight";

    /// <exception cref="PretrainedConfigException">A size is not positive.</exception>
    public static IReadOnlyList<TensorSpec> FromConfig(IMixtralConfig config)
    {
        long vocabulary = WholeNumber.Positive(config.VocabSize, "vocab_size");
        long hidden = WholeNumber.Positive(config.HiddenSize, "hidden_size");
        var embeddings = new TensorSpec("model.embed_tokens.weight", ValueList<long>.Create([vocabulary, hidden]));
        var norm = new TensorSpec("model.norm.weight", ValueList<long>.Create([hidden]));
        return config.TieWordEmbeddings
            ? ValueList<TensorSpec>.Create([embeddings, norm])
            : ValueList<TensorSpec>.Create([embeddings, norm, new TensorSpec(LanguageModelHead, embeddings.Shape)]);
    }
}
