using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The files of a checkpoint, where there is one on this machine.</summary>
internal sealed class ShardLookup(CheckpointIndex? index)
{
    public CheckpointIndex? Index => index;

    public static ShardLookup Of(string model, PretrainedLoadOptions location)
    {
        try
        {
            return new ShardLookup(CheckpointIndex.Load(model, location));
        }
        catch (ConfigNotFoundException)
        {
            return new ShardLookup(null);
        }
    }

    /// <summary>The files of a block; <see langword="null"/> where there is no checkpoint, none where it does not hold
    /// the block.</summary>
    public IReadOnlyList<string>? Of(WrappedMixtralBlock block)
    {
        try
        {
            return index?.FindShardFiles(block);
        }
        catch (BlockNotFoundException)
        {
            return [];
        }
    }

    /// <summary>
    /// The file of a tensor, none where no file holds it; <see langword="null"/> where there is no checkpoint. A single
    /// file that does not show its tensors is taken to hold them all.
    /// </summary>
    public IReadOnlyList<string>? Of(string tensor) =>
        index is not { WeightMap: { } shards } ? index?.ShardFiles
        : shards.TryGetValue(tensor, out string? shard) ? [shard]
        : [];
}
