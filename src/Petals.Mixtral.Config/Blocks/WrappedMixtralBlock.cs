namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// One hidden layer as a server of the swarm hosts it: Petals' <c>block_class</c>, described by the config, without a
/// PyTorch module. Values are computed on access.
/// </summary>
public sealed record WrappedMixtralBlock
{
    /// <summary>Petals adds 1 % for tensor metadata and quantisation tables.</summary>
    private const double WithOverhead = 1.01;

    /// <summary>Petals measured 4.25 bits for each parameter in NF4.</summary>
    private const double BytesOfNf4 = 4.25 / 8;

    private readonly BlockDimensions _dimensions;
    private readonly string? _dhtPrefix;

    private WrappedMixtralBlock(DistributedMixtralConfig config, int layerIndex)
    {
        _dimensions = BlockDimensions.FromConfig(config);
        _dhtPrefix = config.DhtPrefix;
        LayerIndex = layerIndex;
        WeightPrefix = $"{config.BlockPrefix}.{layerIndex}.";
        Dtype = config.ResolveBlockDtype();
    }

    /// <summary>The index of the layer, from 0.</summary>
    public int LayerIndex { get; }

    /// <summary>The name under which servers announce the block in the DHT: <c>{DHT prefix}.{index}</c>.</summary>
    /// <value><see langword="null"/> if the config has no valid DHT prefix. <see cref="IClientConfig.GetModuleUid"/>
    /// throws then.</value>
    public ModuleUid? ModuleUid =>
        Blocks.ModuleUid.IsPrefix(_dhtPrefix ?? "") ? new ModuleUid(_dhtPrefix!, LayerIndex) : null;

    /// <summary>The prefix of the names of the block's weights: <c>model.layers.3.</c> for layer 3.</summary>
    public string WeightPrefix { get; }

    /// <summary>The attention of the block.</summary>
    public MixtralAttention Attention => _dimensions.Attention;

    /// <summary>The dtype in which Petals keeps the block by default:
    /// <see cref="DistributedMixtralConfig.ResolveBlockDtype"/>.</summary>
    public TorchDtype Dtype { get; }

    /// <summary>The number of parameters: the values of all tensors. 1,451,270,144 for 8x7B.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits.</exception>
    public long ParameterCount => _dimensions.ParameterCount;

    /// <summary>The number of parameters that process one token: of the experts, only the
    /// <see cref="IMixtralConfig.NumExpertsPerTok"/> to which it is routed.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits, or the number of experts is not
    /// positive.</exception>
    public long ActiveParameterCount => _dimensions.ActiveParameterCount;

    /// <summary>
    /// The tensors of the block in the layout of the published checkpoints, in the order in which a layer uses them:
    /// normalisation, attention (q, k, v, o), normalisation, router, and for each expert w1, w2, w3. The list creates
    /// each tensor on access.
    /// </summary>
    /// <exception cref="PretrainedConfigException">The count exceeds <see cref="int.MaxValue"/>.</exception>
    public IReadOnlyList<TensorSpec> Tensors => TensorsIn(TensorLayout.Published);

    /// <summary>
    /// The place of each tensor of the published checkpoints in the layout of transformers 5, in the order of
    /// <see cref="Tensors"/>.
    /// </summary>
    /// <exception cref="PretrainedConfigException">The count exceeds <see cref="int.MaxValue"/>.</exception>
    public IReadOnlyList<TensorPlacement> TensorPlacements
    {
        get
        {
            BlockTensors published = In(TensorLayout.Published);
            BlockTensors stacked = In(TensorLayout.Transformers5);
            return new LazyList<TensorPlacement>(
                published.Count,
                index => new TensorPlacement(published, stacked, index)
            );
        }
    }

    /// <summary>Describes one block of a model.</summary>
    /// <param name="config">The config of the model.</param>
    /// <param name="layerIndex">The index of the layer, from 0.</param>
    /// <returns>The block.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="config"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layerIndex"/> is negative, or not less than the
    /// number of hidden layers.</exception>
    /// <exception cref="PretrainedConfigException">A size in the config is not positive.</exception>
    public static WrappedMixtralBlock FromConfig(DistributedMixtralConfig config, int layerIndex)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentOutOfRangeException.ThrowIfNegative(layerIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layerIndex, config.NumHiddenLayers);
        return new WrappedMixtralBlock(config, layerIndex);
    }

    /// <summary>
    /// Returns Petals' estimate of the memory for the weights: parameters × bytes of a parameter × 1.01 (Petals
    /// 2.3.0.dev2, <c>server/block_utils.py</c>). With <see cref="QuantType.None"/>, it also estimates the size of the
    /// block on disk.
    /// </summary>
    /// <param name="quantType">The quantisation of the weights.</param>
    /// <param name="dtype">The dtype of weights that are not quantised; by default <see cref="Dtype"/>.</param>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantType"/> is not a
    /// <see cref="QuantType"/>.</exception>
    /// <exception cref="PretrainedConfigException">The size of the dtype is unknown, or the result does not fit into
    /// 64 bits.</exception>
    public long GetSizeInBytes(QuantType quantType, TorchDtype? dtype = null)
    {
        double bytes = Required.Defined(quantType) switch
        {
            QuantType.None => (double)((Int128)ParameterCount * TorchDtype.SizeOf(TorchDtype.Resolve(dtype, Dtype))),
            QuantType.Int8 => ParameterCount,
            _ => ParameterCount * BytesOfNf4,
        };

        // Python also rounds halves to even; the order of the multiplications matters too.
        return WholeNumber.Narrow((Int128)Math.Round(bytes * WithOverhead, MidpointRounding.ToEven));
    }

    /// <summary>Returns the tensors of the block in a layout.</summary>
    /// <param name="layout">The layout.</param>
    /// <returns>The tensors, in the order of <see cref="Tensors"/>. The list creates each on access.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layout"/> is not a
    /// <see cref="TensorLayout"/>.</exception>
    /// <exception cref="PretrainedConfigException">The count exceeds <see cref="int.MaxValue"/>.</exception>
    public IReadOnlyList<TensorSpec> TensorsIn(TensorLayout layout) => In(Required.Defined(layout)).ToList();

    internal BlockTensors In(TensorLayout layout) => new(_dimensions, WeightPrefix, layout);

    private bool PrintMembers(StringBuilder builder)
    {
        // Tensors are left out, because there may be many.
        builder.Append(
            null,
            $"LayerIndex = {LayerIndex}, WeightPrefix = {WeightPrefix}, Attention = {Attention}, Dtype = {Dtype}"
        );
        return true;
    }
}
