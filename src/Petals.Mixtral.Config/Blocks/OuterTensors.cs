namespace Petals.Mixtral.Config.Blocks;

/// <summary>The tensors outside the blocks, which the client of a swarm loads itself.</summary>
internal static class OuterTensors
{
    public const string LanguageModelHead = "lm_head.weight";

    /// <exception cref="PretrainedConfigException">A size is not positive.</exception>
    public static IReadOnlyList<TensorSpec> FromConfig(IMixtralConfig config)
    {
        long vocabulary = WholeNumber.Positive(config.VocabSize);
        long hidden = WholeNumber.Positive(config.HiddenSize);
        TensorSpec embeddings = new("model.embed_tokens.weight", [vocabulary, hidden]);
        TensorSpec norm = new("model.norm.weight", [hidden]);
        return config.TieWordEmbeddings
            ? [embeddings, norm]
            : [embeddings, norm, new TensorSpec(LanguageModelHead, embeddings.Shape)];
    }
}
