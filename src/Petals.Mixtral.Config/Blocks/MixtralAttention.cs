namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The shape of a block's attention: what Petals names as <c>attn_class</c>, described by numbers instead of a PyTorch
/// module.
/// </summary>
/// <param name="NumHeads">The number of attention (query) heads.</param>
/// <param name="NumKeyValueHeads">The number of key-value heads.</param>
/// <param name="HeadDim">The size of one head, in values.</param>
public sealed record MixtralAttention(int NumHeads, int NumKeyValueHeads, int HeadDim)
{
    /// <summary>The number of attention heads that share a key-value head, rounded down where they do not divide, which
    /// <c>Validate</c> refuses.</summary>
    /// <exception cref="DivideByZeroException">There are no key-value heads: never so for the attention of a
    /// config.</exception>
    public int Groups => NumHeads / NumKeyValueHeads;

    /// <summary>The number of values in all query heads; twice as many fit into 64 bits.</summary>
    internal long QuerySize => (long)NumHeads * HeadDim;

    /// <summary>The number of values in all key heads, or in all value heads; twice as many fit into 64 bits.</summary>
    internal long KeyValueSize => (long)NumKeyValueHeads * HeadDim;

    /// <summary>Describes the attention that a model's blocks have.</summary>
    /// <param name="config">The architecture of the model.</param>
    /// <exception cref="ArgumentNullException"><paramref name="config"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException">The number of heads, of key-value heads, or the size of a head is
    /// not positive.</exception>
    public static MixtralAttention Of(IMixtralConfig config)
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
