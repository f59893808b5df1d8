using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The files of a checkpoint, if there is one.</summary>
internal sealed class ShardLookup(CheckpointIndex? index)
{
    public CheckpointIndex? Index => index;

    /// <summary>Returns the files of a block. Returns null without a checkpoint, and an empty list if it does not
    /// contain the block.</summary>
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

    /// <summary>Returns the file of a tensor. Returns null without a checkpoint, and an empty list if no file contains
    /// the tensor. A pickle is assumed to contain all tensors.</summary>
    public IReadOnlyList<string>? Of(string tensor) =>
        index is not { WeightMap: { } shards } ? index?.ShardFiles
        : shards.TryGetValue(tensor, out string? shard) ? [shard]
        : [];
}
