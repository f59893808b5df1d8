using System.Text.Json;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The report on a checkpoint as JSON.</summary>
internal static class VerifyJson
{
    public static void Write(
        Utf8JsonWriter json,
        string model,
        DistributedMixtralConfig config,
        CheckpointReport report
    )
    {
        json.WriteString("model", model);
        json.WriteString("config", config.LoadedFrom);
        json.WriteString("checkpoint", report.Index.Path);
        json.WriteString("layout", LayoutName.Of(report.Layout));
        json.WriteBoolean("is_quantized", report.IsQuantized);
        json.WriteString("quantization_method", report.QuantizationMethod);
        json.WriteNumber("num_shard_files", report.Index.ShardFiles.Count);
        json.WriteNumber("num_shard_files_read", report.NumShardsRead);
        json.WriteNumber("num_tensors", report.NumTensors);
        json.WriteNumber("bytes_read", report.BytesRead);
        json.WriteNumber("bytes_on_disk", report.BytesOnDisk);
        JsonOutput.WriteStrings(json, "limits", report.Limits);
        json.WriteStartArray("findings");
        foreach (CheckpointFinding finding in report.Findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CheckpointFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("kind", FindingName.Of(finding.Kind));
        WriteNumber(json, "first_block", finding.FirstBlock);
        WriteNumber(json, "last_block", finding.LastBlock);
        json.WriteString("tensor", finding.Tensor);
        json.WriteString("shard_file", finding.ShardFile);
        json.WriteString("expected", finding.Expected);
        json.WriteString("found", finding.Found);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
