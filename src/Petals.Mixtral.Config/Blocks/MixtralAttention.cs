namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The shape of a block's attention: what Petals names as <c>attn_class</c>, described by numbers instead of a PyTorch module.
/// </summary>
/// <param name="NumHeads">The number of attention (query) heads.</param>
/// <param name="NumKeyValueHeads">The number of key-value heads.</param>
/// <param name="HeadDim">The size of one head, in values.</param>
public sealed record MixtralAttention(int NumHeads, int NumKeyValueHeads, int HeadDim)
{
    /// <summary>Describes the attention that a model's blocks have.</summary>
    /// <param name="config">The architecture of the model.</param>
    /// <exception cref="ArgumentNullException"><paramref name="config"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException">The config has no attention heads, and no <c>head_dim</c>.</exception>
    public static MixtralAttention Of(IMixtralConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new MixtralAttention(config.NumAttentionHeads, config.NumKeyValueHeads, config.EffectiveHeadDim);
    }
}
