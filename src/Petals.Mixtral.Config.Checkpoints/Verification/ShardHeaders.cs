using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>The headers of the readable files of a checkpoint, and a finding for each other file.</summary>
internal sealed class ShardHeaders
{
    private ShardHeaders() { }

    /// <summary>The headers by file name. Pickles have no header.</summary>
    public SortedDictionary<string, SafetensorsHeader> Headers { get; } = new(StringComparer.Ordinal);

    public List<CheckpointFinding> Findings { get; } = [];

    public static ShardHeaders Read(CheckpointIndex index)
    {
        var shards = new ShardHeaders();

        // One pass for all files, because an index may have as many files as tensors.
        Dictionary<string, int> tensors = (index.WeightMap?.Values ?? [])
            .CountBy(shard => shard, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        foreach (string shard in index.ShardFiles)
        {
            try
            {
                shards.Read(index, shard, tensors.GetValueOrDefault(shard));
            }
            catch (PretrainedConfigException exception)
            {
                shards.Findings.Add(
                    new CheckpointFinding(CheckpointFindingKind.DamagedShard, "a sound file", exception.Message)
                    {
                        ShardFile = shard,
                    }
                );
            }
        }

        return shards;
    }

    private void Read(CheckpointIndex index, string shard, int tensors)
    {
        using OpenedFile? file = index.TryOpenShard(shard);
        if (file is null)
        {
            Findings.Add(
                new CheckpointFinding(
                    CheckpointFindingKind.MissingShard,
                    $"a file with {tensors} {(tensors == 1 ? "tensor" : "tensors")}",
                    "no such file yet"
                )
                {
                    ShardFile = shard,
                }
            );
        }
        else if (index.Format is CheckpointFormat.SafetensorsIndex or CheckpointFormat.Safetensors)
        {
            Headers.Add(shard, SafetensorsHeader.Read(file));
        }
    }
}
