using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.AotSmoke;

/// <summary>The blocks of a config, and the checkpoint that contains them.</summary>
internal static class BlockChecks
{
    public static void Run(Checks checks, DistributedMixtralConfig config, PretrainedLoadOptions options)
    {
        WrappedMixtralBlock block = config.Blocks[3];
        checks.That(
            "a block has its name and its size",
            block.ModuleUid == new ModuleUid("mistralai/Mixtral-8x7B-v0-1", 3)
                && block.GetSizeInBytes(QuantType.Nf4) == 778_697_137
        );
        checks.That(
            "the tensors add up",
            config.ParameterCount
                == (
                    config.Blocks.Sum(each => each.Tensors.Sum(tensor => tensor.ElementCount))
                    + config.TensorsOutsideBlocks.Sum(tensor => tensor.ElementCount)
                )
        );
        checks.That(
            "a plan is made",
            config.PlanBlocks(24L << 30, new BlockPlanOptions { QuantType = QuantType.Nf4 }).NumBlocks == 29
        );

        var small = DistributedMixtralConfig.FromPretrained("acme/micro-mixtral", options: options);
        var index = CheckpointIndex.Load("acme/micro-mixtral", options);
        checks.That("a block is found in its files", index.FindShardFiles(small.Blocks[1]).Count == 2);
        checks.That(
            "a header of a shard is read",
            SafetensorsHeader.Read(index.GetShardPath(index.ShardFiles[^1])).Tensors["lm_head.weight"].Offset == 648
        );
        checks.That(
            "a checkpoint is checked",
            index.Verify(small).Findings.Count == 0
                && index.Verify(small with { NumKeyValueHeads = 1 }).Findings.Count == 4
        );
    }
}
