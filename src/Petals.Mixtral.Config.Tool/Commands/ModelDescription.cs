using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>What <c>blocks</c> prints, as tables or as JSON.</summary>
/// <param name="Model">The model, as it was asked for.</param>
/// <param name="Config">Its config.</param>
/// <param name="Layout">The layout of the tensors.</param>
/// <param name="Block">The one block whose tensors are listed; <see langword="null"/> for a list of all blocks.</param>
/// <param name="Shards">The files that hold the weights.</param>
internal sealed record ModelDescription(string Model, DistributedMixtralConfig Config, TensorLayout Layout, WrappedMixtralBlock? Block, ShardLookup Shards)
{
    private const int MaxListed = 10_000;

    public static IReadOnlyList<QuantType> QuantTypes { get; } = Enum.GetValues<QuantType>();

    /// <summary>The blocks that are listed.</summary>
    /// <exception cref="UsageException">They are more than anybody reads.</exception>
    public IReadOnlyList<WrappedMixtralBlock> Blocks => Block is not null ? [Block] : Listed(Config.Blocks, "blocks; name one with --block");

    /// <summary>The tensors of a block.</summary>
    /// <inheritdoc cref="Blocks" path="/exception"/>
    public IReadOnlyList<TensorSpec> TensorsOf(WrappedMixtralBlock block) => Listed(block.TensorsIn(Layout), "tensors in a block");

    /// <summary>The file of a tensor, by its own name or by those of the published tensors that it is made of.</summary>
    public IReadOnlyList<string> ShardsOf(WrappedMixtralBlock block, TensorSpec tensor) =>
        Shards.Of(tensor.Name) is { } shard ? [shard]
        : Layout == TensorLayout.Checkpoint ? []
        : [.. Listed(block.TensorPlacements, "tensors in a block").Where(placement => placement.Target == tensor).Select(placement => Shards.Of(placement.Source.Name)).OfType<string>().Distinct()];

    /// <summary>The name of a block in the DHT; <see langword="null"/> where the config has no usable prefix.</summary>
    public static string? ModuleUidOf(WrappedMixtralBlock block)
    {
        try
        {
            return block.ModuleUid;
        }
        catch (PretrainedConfigException)
        {
            return null;
        }
    }

    private static IReadOnlyList<T> Listed<T>(IReadOnlyList<T> items, string what) =>
        items.Count <= MaxListed ? items : throw new UsageException($"The model has {items.Count} {what}; at most {MaxListed} are listed.");
}
