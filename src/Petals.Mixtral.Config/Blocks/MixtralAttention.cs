namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The shape of a block's attention: the numbers of Petals' <c>attn_class</c>, without a PyTorch module.
/// </summary>
public sealed record MixtralAttention
{
    private MixtralAttention() { }

    /// <summary>The number of attention (query) heads.</summary>
    public int NumHeads { get; private init; }

    /// <summary>The number of key-value heads.</summary>
    public int NumKeyValueHeads { get; private init; }

    /// <summary>The size of one head, in values.</summary>
    public int HeadDim { get; private init; }

    /// <summary>The number of values in all query heads; twice as many fit into 64 bits.</summary>
    internal long QuerySize => (long)NumHeads * HeadDim;

    /// <summary>The number of values in all key heads, or in all value heads; twice as many fit into 64 bits.</summary>
    internal long KeyValueSize => (long)NumKeyValueHeads * HeadDim;

    /// <summary>Describes the attention of a model's blocks.</summary>
    /// <param name="config">The architecture of the model.</param>
    /// <returns>The shape, which all blocks share.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="config"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException">The number of heads, of key-value heads, or the size of a head is
    /// not positive.</exception>
    public static MixtralAttention FromConfig(IMixtralConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        int heads = WholeNumber.Positive(config.NumAttentionHeads);
        return new()
        {
            NumHeads = heads,
            NumKeyValueHeads = WholeNumber.Positive(config.NumKeyValueHeads),
            HeadDim = config.HeadDim is { } headDim
                ? WholeNumber.Positive(headDim)
                : WholeNumber.Positive(
                    WholeNumber.Positive(config.HiddenSize) / heads,
                    "hidden_size / num_attention_heads"
                ),
        };
    }
}
