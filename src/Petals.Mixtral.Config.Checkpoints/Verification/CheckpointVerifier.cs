using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Collections;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>Compares the headers of a checkpoint with the config, unless the weights are pickled.</summary>
internal static class CheckpointVerifier
{
    public static CheckpointReport Verify(CheckpointIndex index, DistributedMixtralConfig config)
    {
        var shards = ShardHeaders.Read(index);
        TensorLayout layout = LayoutOf(index);
        var claim = QuantizationClaim.Find(config);
        var quantized = QuantizedModules.Find(index, shards, claim is not null);
        var naming = NamingConvention.Find(index.TensorNames);
        var expected = new ExpectedTensors(config, layout, naming);
        CheckpointFinding? unknown = index.IsPickle ? null : NamingConvention.NoneKnown(index.TensorNames, expected);
        FindingList findings = shards.Findings;
        findings.Add(index.IsPickle ? null : naming.Finding ?? unknown);
        IEnumerable<CheckpointFinding> differences = [];
        int numDifferences = 0;
        if (!index.IsPickle && unknown is null)
        {
            var comparison = new CheckpointComparison(index, shards, expected, quantized);
            differences = comparison.Run();
            numDifferences = comparison.NumFindings;
        }

        return new CheckpointReport(index)
        {
            Layout = layout,
            IsQuantized = quantized.Any,
            QuantizationMethod = claim?.Method,
            Limits = ValueList<string>.Create([.. Limits(claim, quantized, shards, index.IsPickle)]),
            Findings = ValueList<CheckpointFinding>.Create([.. findings.Kept, .. differences]),
            NumFindings = findings.Count + numDifferences,
            NumShardsRead = shards.All.Count,
            NumTensors = shards.All.Sum(header => (long)header.Tensors.Count),
            BytesRead = shards.All.Sum(header => header.DataOffset),
            BytesOnDisk = shards.All.Sum(header => header.FileSize),
        };
    }

    private static IEnumerable<string> Limits(
        QuantizationClaim? claim,
        QuantizedModules quantized,
        ShardHeaders shards,
        bool isPickle
    )
    {
        if (quantized.Any)
        {
            string source = claim is null ? "though the config does not claim it" : $"as {claim} claims";
            yield return $"Weights are quantised, {source}: their names, shapes and dtypes are not those of the config. "
                + "The names and shapes of the others were compared.";
        }
        else if (claim is not null && shards.All.Count > 0)
        {
            yield return $"The config has a {claim}, but no weight is quantised: all tensors were compared. Remove the "
                + "key, or use the weights that belong to it.";
        }

        if (isPickle)
        {
            yield return "The weights are pickles of PyTorch, whose tensors cannot be listed without executing them, "
                + "so only the presence of the files was checked.";
        }
    }

    /// <summary>The layout of most names. A few stray names do not matter.</summary>
    private static TensorLayout LayoutOf(CheckpointIndex index)
    {
        int published = 0;
        int stacked = 0;
        foreach (string name in index.TensorNames)
        {
            published += name.Contains(".block_sparse_moe.", StringComparison.Ordinal) ? 1 : 0;
            stacked +=
                name.EndsWith(".mlp.gate.weight", StringComparison.Ordinal)
                || name.EndsWith(".mlp.experts.gate_up_proj", StringComparison.Ordinal)
                    ? 1
                    : 0;
        }

        return stacked > published ? TensorLayout.Transformers5 : TensorLayout.Published;
    }
}
