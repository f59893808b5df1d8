using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>
/// The tensors that a model needs, by name and by block. It never lists all of them, because a config may claim any
/// number of layers.
/// </summary>
internal sealed class ExpectedTensors
{
    private readonly IReadOnlyList<TensorSpec> _outside;
    private readonly TensorSpec? _tiedHead;
    private readonly BlockDimensions _dimensions;
    private readonly string _blockPrefix;

    /// <exception cref="PretrainedConfigException">A size is not positive, or a block has more tensors than
    /// <see cref="int.MaxValue"/>.</exception>
    public ExpectedTensors(DistributedMixtralConfig config, TensorLayout layout, NamingConvention naming)
    {
        Layout = layout;
        NumBlocks = config.Blocks.Count;
        Dtype = config.TorchDtype is { } dtype && dtype != TorchDtype.Auto ? dtype : null;
        _outside =
        [
            .. config.TensorsOutsideBlocks.Select(tensor => new TensorSpec(naming.NameOf(tensor.Name), tensor.Shape)),
        ];
        _tiedHead = config.TieWordEmbeddings
            ? new TensorSpec(naming.NameOf(OuterTensors.LanguageModelHead), _outside[0].Shape)
            : null;
        _dimensions = BlockDimensions.FromConfig(config);
        _blockPrefix = naming.NameOf($"{config.BlockPrefix}.");
        CountInBlock = GetTensors(0).Count;
    }

    public TensorLayout Layout { get; }

    public int NumBlocks { get; }

    public int CountInBlock { get; }

    /// <summary>The dtype of all tensors; null if the config has none.</summary>
    public TorchDtype? Dtype { get; }

    /// <summary>The tensors of a block; those outside the blocks for null.</summary>
    public IReadOnlyList<TensorSpec> GetTensors(int? block) => block is { } index ? In(index).ToList() : _outside;

    /// <summary>The tensors of a block that are not projections: the norms and the router.</summary>
    public IReadOnlyList<TensorSpec> GetUnprojected(int block) =>
        [
            .. GetTensors(block)
                .Take(BlockTensors.GateUpProjection)
                .Where(tensor => !tensor.Name.EndsWith("_proj.weight", StringComparison.Ordinal)),
        ];

    /// <summary>
    /// Returns the block in a name, or null if the name has no block. The block may not have such a tensor.
    /// </summary>
    public int? BlockOf(string name) => Split(name) is var (block, _) ? block : null;

    /// <summary>Returns the tensor with a name, or null if the model does not have it.</summary>
    public TensorSpec? Find(string name)
    {
        if (Split(name) is var (block, start))
        {
            BlockTensors tensors = In(block);
            return tensors.IndexOf(name.AsSpan(start)) is >= 0 and int index ? tensors[index] : null;
        }

        foreach (TensorSpec tensor in _outside)
        {
            if (tensor.Name == name)
            {
                return tensor;
            }
        }

        // A tied head is not needed, but many checkpoints contain it.
        return _tiedHead?.Name == name ? _tiedHead : null;
    }

    private BlockTensors In(int block) => new(_dimensions, $"{_blockPrefix}{block}.", Layout);

    /// <summary>The block in a name, and the index of the part after the block's prefix.</summary>
    private (int Block, int Start)? Split(string name)
    {
        if (!name.StartsWith(_blockPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        int dot = name.IndexOf('.', _blockPrefix.Length);
        return
            dot > 0 && LayerNumber.TryParse(name.AsSpan(_blockPrefix.Length..dot), out int block) && block < NumBlocks
            ? (block, dot + 1)
            : null;
    }
}
