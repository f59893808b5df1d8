using System.Text.Json.Serialization;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>What <c>blocks --json</c> prints: each property is a member, its name in snake_case.</summary>
internal sealed class BlocksJson(ModelDescription model)
{
    private readonly WrappedMixtralBlock _block = model.Block ?? model.Config.Blocks[0];

    public string Model => model.Model;

    public int NumBlocks => model.Config.Blocks.Count;

    public long ParameterCount => model.Config.ParameterCount;

    public long ActiveParameterCount => model.Config.ActiveParameterCount;

    public string Dtype => _block.Dtype.Name;

    public string Layout => LayoutName.Of(model.Layout);

    public AnyBlock Block => new(_block);

    public CheckpointFile? Checkpoint => model.Shards.Index is { } index ? new CheckpointFile(index) : null;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<Tensor>? TensorsOutsideBlocks =>
        model.Block is null
            ? model.Config.TensorsOutsideBlocks.Select(tensor => new Tensor(
                tensor,
                SizeOf(tensor),
                model.Shards.Of(tensor.Name)
            ))
            : null;

    public IEnumerable<ListedBlock> Blocks =>
        model.Blocks.Select(block => new ListedBlock(
            block,
            model.Shards.Of(block),
            model.Block is null ? null : TensorsOf(block),
            model.Block is null || model.Layout == TensorLayout.Published ? null : PlacementsOf(block)
        ));

    private IEnumerable<Tensor> TensorsOf(WrappedMixtralBlock block) =>
        model.TensorsOf(block).Select(tensor => new Tensor(tensor, SizeOf(tensor), model.ShardsOf(block, tensor)));

    private static IEnumerable<Placement> PlacementsOf(WrappedMixtralBlock block) =>
        ModelDescription.PlacementsOf(block).Select(placement => new Placement(placement));

    private long SizeOf(TensorSpec tensor) => tensor.GetSizeInBytes(model.Config.ResolveBlockDtype());

    /// <summary>The values that all blocks have in common.</summary>
    internal sealed class AnyBlock(WrappedMixtralBlock block)
    {
        public long ParameterCount => block.ParameterCount;

        public long ActiveParameterCount => block.ActiveParameterCount;

        public AttentionHeads Attention => new(block.Attention);

        public Dictionary<string, long> SizeInBytes =>
            ModelDescription.QuantTypes.ToDictionary(ScriptName.Of, quantType => block.GetSizeInBytes(quantType));

        public long SizeOnDiskInBytes => block.GetSizeInBytes(QuantType.None);
    }

    internal sealed class AttentionHeads(MixtralAttention attention)
    {
        public int NumHeads => attention.NumHeads;

        public int NumKeyValueHeads => attention.NumKeyValueHeads;

        public int HeadDim => attention.HeadDim;
    }

    internal sealed class CheckpointFile(CheckpointIndex index)
    {
        public string Path => index.Path;

        public long? TotalSize => index.TotalSize;
    }

    internal sealed class ListedBlock(
        WrappedMixtralBlock block,
        IReadOnlyList<string>? shardFiles,
        IEnumerable<Tensor>? tensors,
        IEnumerable<Placement>? placements
    )
    {
        public int LayerIndex => block.LayerIndex;

        public string? ModuleUid => block.ModuleUid?.ToString();

        public string WeightPrefix => block.WeightPrefix;

        public IReadOnlyList<string>? ShardFiles => shardFiles;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IEnumerable<Tensor>? Tensors => tensors;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IEnumerable<Placement>? Placements => placements;
    }

    internal sealed class Tensor(TensorSpec tensor, long sizeInBytes, IReadOnlyList<string>? shardFiles)
    {
        public string Name => tensor.Name;

        public IReadOnlyList<long> Shape => tensor.Shape;

        public long ElementCount => tensor.ElementCount;

        public long SizeInBytes => sizeInBytes;

        public IReadOnlyList<string>? ShardFiles => shardFiles;
    }

    internal sealed class Placement(TensorPlacement placement)
    {
        public string Source => placement.Source.Name;

        public string Target => placement.Target.Name;

        public long ElementOffset => placement.ElementOffset;

        public long ElementCount => placement.Source.ElementCount;
    }
}
