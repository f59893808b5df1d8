using System.Runtime.InteropServices;
using System.Text.Json;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>
/// Compares the headers of a checkpoint with the config, unless the weights are quantised or pickled.
/// </summary>
internal static class CheckpointVerifier
{
    private const string QuantizationKey = "quantization_config";

    public static CheckpointReport Verify(CheckpointIndex index, DistributedMixtralConfig config)
    {
        var shards = ShardHeaders.Read(index);
        bool isQuantized =
            config.ExtraAttributes.TryGetValue(QuantizationKey, out JsonElement quantization)
            && quantization.ValueKind != JsonValueKind.Null;
        string? method = isQuantized ? MethodOf(quantization) : null;
        bool isPickle = index.Format is CheckpointFormat.PyTorchIndex or CheckpointFormat.PyTorch;
        TensorLayout layout = LayoutOf(index);
        IEnumerable<CheckpointFinding> differences = [];
        int numDifferences = 0;
        if (!isQuantized && !isPickle)
        {
            var comparison = new CheckpointComparison(index, shards, new ExpectedTensors(config, layout));
            differences = comparison.Run();
            numDifferences = comparison.NumFindings;
        }

        return new CheckpointReport(index)
        {
            Layout = layout,
            IsQuantized = isQuantized,
            QuantizationMethod = method,
            Limits = ValueList<string>.Create([.. Limits(isQuantized, method, isPickle)]),
            Findings = ValueList<CheckpointFinding>.Create([.. shards.Findings.Kept, .. differences]),
            NumFindings = shards.Findings.Count + numDifferences,
            NumShardsRead = shards.All.Count,
            NumTensors = shards.All.Sum(header => (long)header.Tensors.Count),
            BytesRead = shards.All.Sum(header => header.DataOffset),
            BytesOnDisk = shards.All.Sum(header => header.FileSize),
        };
    }

    private static IEnumerable<string> Limits(bool isQuantized, string? method, bool isPickle)
    {
        if (isQuantized)
        {
            string named = method is null ? "" : $" ({Printable.Short(method)})";
            yield return $"The config has a {QuantizationKey}{named}: names, shapes and dtypes of quantised tensors are "
                + "not those of the config, so they are not compared.";
        }

        if (isPickle)
        {
            yield return "The weights are pickles of PyTorch, whose tensors cannot be listed without executing them, "
                + "so only the presence of the files was checked.";
        }
    }

    private static string? MethodOf(JsonElement quantization) =>
        quantization.ValueKind == JsonValueKind.Object
        && quantization.TryGetProperty("quant_method", out JsonElement method)
        && method.ValueKind == JsonValueKind.String
            ? JsonText.Decode(JsonMarshal.GetRawUtf8Value(method))
            : null;

    /// <summary>The layout of most names. A few stray names do not matter.</summary>
    private static TensorLayout LayoutOf(CheckpointIndex index)
    {
        int published = 0;
        int stacked = 0;
        foreach (string name in index.WeightMap?.Keys ?? [])
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
