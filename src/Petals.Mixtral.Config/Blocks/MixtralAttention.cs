namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The shape of a block's attention: what Petals names as <c>attn_class</c>, described by numbers instead of a PyTorch
/// module.
/// </summary>
public sealed record MixtralAttention
{
    private MixtralAttention(int numHeads, int numKeyValueHeads, int headDim)
    {
        NumHeads = numHeads;
        NumKeyValueHeads = numKeyValueHeads;
        HeadDim = headDim;
    }

    /// <summary>The number of attention (query) heads.</summary>
    public int NumHeads { get; }

    /// <summary>The number of key-value heads.</summary>
    public int NumKeyValueHeads { get; }

    /// <summary>The size of one head, in values.</summary>
    public int HeadDim { get; }

    /// <summary>The number of values in all query heads; twice as many fit into 64 bits.</summary>
    internal long QuerySize => (long)NumHeads * HeadDim;

    /// <summary>The number of values in all key heads, or in all value heads; twice as many fit into 64 bits.</summary>
    internal long KeyValueSize => (long)NumKeyValueHeads * HeadDim;

    /// <summary>Describes the attention that a model's blocks have.</summary>
    /// <param name="config">The architecture of the model.</param>
    /// <exception cref="ArgumentNullException"><paramref name="config"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException">The number of heads, of key-value heads, or the size of a head is
    /// not positive.</exception>
    public static MixtralAttention FromConfig(IMixtralConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new MixtralAttention(
            WholeNumber.Positive(config.NumAttentionHeads, "num_attention_heads"),
            WholeNumber.Positive(config.NumKeyValueHeads, "num_key_value_heads"),
            HeadDimOf(config)
        );
    }

    /// <summary>Checks the dividend of the default before the quotient, so that the error names the wrong
    /// setting.</summary>
    private static int HeadDimOf(IMixtralConfig config)
    {
        if (config.HeadDim is not null)
        {
            return WholeNumber.Positive(config.EffectiveHeadDim, "head_dim");
        }

        _ = WholeNumber.Positive(config.HiddenSize, "hidden_size");
        return WholeNumber.Positive(config.EffectiveHeadDim, "hidden_size / num_attention_heads");
    }
}
