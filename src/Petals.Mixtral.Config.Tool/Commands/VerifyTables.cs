using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The report on a checkpoint as tables.</summary>
internal static class VerifyTables
{
    public static void Write(string model, DistributedMixtralConfig config, CheckpointReport report, TableWriter writer)
    {
        string result = report.NumFindings switch
        {
            0 => "no finding",
            1 => "1 finding",
            int count when count == report.Findings.Count => $"{count} findings",
            int count => $"{count} findings, of which {report.Findings.Count} are listed",
        };
        writer.Write(
            Printable.Of(model),
            [],
            [
                ["config", Printable.Of(config.LoadedFrom ?? "none")],
                ["checkpoint", Printable.Of(report.Index.Path)],
                ["layout", LayoutName.Of(report.Layout)],
                ["files", $"{report.NumShardsRead} read, of {report.Index.ShardFiles.Count}"],
                ["tensors", $"{report.NumTensors}"],
                ["read", $"{ByteSize.Format(report.BytesRead)}, of {ByteSize.Format(report.BytesOnDisk)}"],
                ["result", writer.Result(result, report.NumFindings == 0)],
                .. report.Limits.Select(limit => (string[])["note", Printable.Of(limit)]),
            ]
        );
        if (report.Findings.Count > 0)
        {
            writer.Write(
                "Findings",
                ["block", "finding", "tensor", "file", "expected", "found"],
                report.Findings.Select(Row)
            );
        }
    }

    private static string[] Row(CheckpointFinding finding) =>
        [
            finding.FirstBlock is not { } first ? ""
            : first == finding.LastBlock ? $"{first}"
            : $"{first} to {finding.LastBlock!.Value}",
            ScriptName.Of(finding.Kind).Replace('_', ' '),
            Printable.Of(finding.Tensor ?? ""),
            Printable.Of(finding.ShardFile ?? ""),
            Printable.Of(finding.Expected),
            Printable.Of(finding.Found),
        ];
}
