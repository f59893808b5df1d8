using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>What <c>blocks</c> prints, as tables or as JSON.</summary>
/// <param name="Model">The path or repo id that the user gave.</param>
/// <param name="Config">Its config.</param>
/// <param name="Layout">The layout of the tensors.</param>
/// <param name="Block">The block whose tensors are listed; null to list all blocks.</param>
/// <param name="Shards">The files that hold the weights.</param>
internal sealed record ModelDescription(
    string Model,
    DistributedMixtralConfig Config,
    TensorLayout Layout,
    WrappedMixtralBlock? Block,
    ShardLookup Shards
)
{
    private const int MaxListed = 10_000;
    private const string TensorsInABlock = "tensors in a block";

    public static IReadOnlyList<QuantType> QuantTypes { get; } = Enum.GetValues<QuantType>();

    /// <summary>The blocks that are listed.</summary>
    /// <exception cref="UsageException">There are too many to list.</exception>
    public IReadOnlyList<WrappedMixtralBlock> Blocks =>
        Block is not null ? [Block] : Listed(Config.Blocks, "blocks", " Name one with --block.");

    /// <summary>The tensors of a block.</summary>
    /// <inheritdoc cref="Blocks" path="/exception"/>
    public IReadOnlyList<TensorSpec> TensorsOf(WrappedMixtralBlock block) =>
        Listed(block.TensorsIn(Layout), TensorsInABlock);

    /// <summary>The place of each published tensor in the other layout.</summary>
    /// <inheritdoc cref="Blocks" path="/exception"/>
    public static IReadOnlyList<TensorPlacement> PlacementsOf(WrappedMixtralBlock block) =>
        Listed(block.TensorPlacements, TensorsInABlock);

    /// <summary>Returns the files that hold a tensor or the published tensors that it consists of. Returns null without
    /// a checkpoint.</summary>
    /// <inheritdoc cref="Blocks" path="/exception"/>
    public IReadOnlyList<string>? ShardsOf(WrappedMixtralBlock block, TensorSpec tensor) =>
        Layout == TensorLayout.Published || Shards.Of(tensor.Name) is not []
            ? Shards.Of(tensor.Name)
            :
            [
                .. PlacementsOf(block)
                    .Where(placement => placement.Target == tensor)
                    .SelectMany(placement => Shards.Of(placement.Source.Name) ?? [])
                    .Distinct(),
            ];

    private static IReadOnlyList<T> Listed<T>(IReadOnlyList<T> items, string what, string advice = "") =>
        items.Count <= MaxListed
            ? items
            : throw new UsageException($"The model has {items.Count} {what}; at most {MaxListed} are listed.{advice}");
}
