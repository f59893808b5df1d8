using System.CommandLine;
using System.Globalization;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config verify MODEL</c>: in what a checkpoint differs from its config.</summary>
internal static class VerifyCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Argument<string>("MODEL") { Description = "A directory that holds a config and weights, or a repo id whose files are in the cache." };
        var options = new ModelOptions(error);
        var command = new Command("verify", "Compares the tensors of a checkpoint with its config, by the headers of the safetensors files alone.") { model };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string name = arguments.GetRequiredValue(model);
            DistributedMixtralConfig config = options.Load(name, arguments);
            CheckpointReport report = CheckpointIndex.Load(name, options.ReadLocation(arguments)).Verify(config);
            Print(name, config, report, new TableWriter(output));
            return report.Findings.Count == 0 ? ExitCode.Done : ExitCode.Finding;
        });
        return command;
    }

    private static void Print(string model, DistributedMixtralConfig config, CheckpointReport report, TableWriter writer)
    {
        string result = report.Findings.Count switch { 0 => "no finding", 1 => "1 finding", int count => $"{count} findings" };
        writer.Write(Printable.Of(model), [],
        [
            ["config", Printable.Of(config.LoadedFrom ?? "none")],
            ["checkpoint", Printable.Of(report.Index.Path)],
            ["layout", report.Layout == TensorLayout.Checkpoint ? "published" : "v5"],
            ["files", $"{Number(report.NumShardsRead)} read, of {Number(report.Index.ShardFiles.Count)}"],
            ["tensors", Number(report.NumTensors)],
            ["read", $"{ByteSize.Format(report.BytesRead)}, of {ByteSize.Format(report.BytesOnDisk)}"],
            ["result", result],
            .. report.Limits.Select(limit => (string[])["not compared", Printable.Of(limit)]),
        ]);
        if (report.Findings.Count > 0)
        {
            writer.Write("Findings", ["block", "finding", "tensor", "file", "expected", "found"], report.Findings.Select(Row));
        }
    }

    private static string[] Row(CheckpointFinding finding) =>
    [
        finding.FirstBlock is not { } first ? "" : first == finding.LastBlock ? Number(first) : $"{Number(first)} to {Number(finding.LastBlock!.Value)}",
        Name(finding.Kind),
        Printable.Of(finding.Tensor ?? ""),
        Printable.Of(finding.ShardFile ?? ""),
        Printable.Of(finding.Expected),
        Printable.Of(finding.Found),
    ];

    private static string Name(CheckpointFindingKind kind) => kind switch
    {
        CheckpointFindingKind.MissingShard => "missing file",
        CheckpointFindingKind.DamagedShard => "damaged file",
        CheckpointFindingKind.MissingBlock => "missing block",
        CheckpointFindingKind.MissingTensor => "missing tensor",
        CheckpointFindingKind.MisplacedTensor => "misplaced tensor",
        CheckpointFindingKind.UnexpectedTensor => "unexpected tensor",
        CheckpointFindingKind.WrongShape => "wrong shape",
        CheckpointFindingKind.WrongDtype => "wrong dtype",
        _ => "mixed dtypes",
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
