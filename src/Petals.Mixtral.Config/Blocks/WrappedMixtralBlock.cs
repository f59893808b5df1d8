namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// One hidden layer as a server of the swarm hosts it: what Petals names as <c>block_class</c>, described by its config instead of a
/// PyTorch module.
/// </summary>
public sealed record WrappedMixtralBlock
{
    private WrappedMixtralBlock(int layerIndex, string weightPrefix, MixtralAttention attention)
    {
        LayerIndex = layerIndex;
        WeightPrefix = weightPrefix;
        Attention = attention;
    }

    /// <summary>The index of the layer, from 0.</summary>
    public int LayerIndex { get; }

    /// <summary>What the names of the block's weights begin with: <c>model.layers.3.</c> for layer 3.</summary>
    public string WeightPrefix { get; }

    /// <summary>The attention of the block.</summary>
    public MixtralAttention Attention { get; }

    /// <summary>Describes one block of a model.</summary>
    /// <param name="config">The config of the model.</param>
    /// <param name="layerIndex">The index of the layer, from 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="config"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layerIndex"/> is negative, or not less than the number of hidden layers.</exception>
    /// <exception cref="PretrainedConfigException">The config has no attention heads, and no <c>head_dim</c>.</exception>
    public static WrappedMixtralBlock Of(DistributedMixtralConfig config, int layerIndex)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentOutOfRangeException.ThrowIfNegative(layerIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layerIndex, config.NumHiddenLayers);
        return new WrappedMixtralBlock(layerIndex, $"{config.BlockPrefix}.{layerIndex}.", MixtralAttention.Of(config));
    }
}
