using System.Runtime.InteropServices;
using System.Text.Json;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>Reads the headers of a checkpoint's files, and has them compared with the config, as far as they can be.</summary>
internal static class CheckpointVerifier
{
    private const string QuantizationKey = "quantization_config";

    public static CheckpointReport Verify(CheckpointIndex index, IDistributedMixtralConfig config)
    {
        var shards = ShardHeaders.Read(index);
        string? quantization = QuantizationOf(config);
        var expected = new ExpectedTensors(config, LayoutOf(index));
        bool compares = quantization is null && index.Format is CheckpointFormat.SafetensorsIndex or CheckpointFormat.Safetensors;
        return new CheckpointReport(index)
        {
            Layout = expected.Layout,
            QuantizationMethod = quantization,
            Limits = ValueList<string>.Of([.. Limits(index, quantization)]),
            Findings = ValueList<CheckpointFinding>.Of([.. shards.Findings, .. compares ? new CheckpointComparison(index, shards, expected).Findings() : []]),
            NumShardsRead = shards.Headers.Count,
            NumTensors = shards.Headers.Values.Sum(header => (long)header.Tensors.Count),
            BytesRead = shards.Headers.Values.Sum(header => header.DataOffset),
            BytesOnDisk = shards.Headers.Values.Sum(header => header.FileSize),
        };
    }

    private static IEnumerable<string> Limits(CheckpointIndex index, string? quantization)
    {
        if (quantization is not null)
        {
            yield return $"The config has a {QuantizationKey} ({quantization}): names, shapes and dtypes of quantised tensors are not those of the config, so they are not compared.";
        }

        if (index.Format is CheckpointFormat.PyTorchIndex or CheckpointFormat.PyTorch)
        {
            yield return "The weights are pickles of PyTorch, which show their tensors only to who runs them, so only the presence of the files was checked.";
        }
    }

    private static string? QuantizationOf(IDistributedMixtralConfig config) =>
        !config.ExtraAttributes.TryGetValue(QuantizationKey, out JsonElement quantization) || quantization.ValueKind == JsonValueKind.Null ? null
        : quantization.ValueKind == JsonValueKind.Object && quantization.TryGetProperty("quant_method", out JsonElement method) && method.ValueKind == JsonValueKind.String
            ? Printable.Short(JsonText.Decode(JsonMarshal.GetRawUtf8Value(method)))
            : "its method is not said";

    /// <summary>The layout that most names have: a stray one must not make all the others wrong.</summary>
    private static TensorLayout LayoutOf(CheckpointIndex index)
    {
        int published = 0;
        int stacked = 0;
        foreach (string name in index.WeightMap?.Keys ?? [])
        {
            published += name.Contains(".block_sparse_moe.", StringComparison.Ordinal) ? 1 : 0;
            stacked += name.EndsWith(".mlp.gate.weight", StringComparison.Ordinal) || name.EndsWith(".mlp.experts.gate_up_proj", StringComparison.Ordinal) ? 1 : 0;
        }

        return stacked > published ? TensorLayout.Transformers5 : TensorLayout.Checkpoint;
    }
}
