using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>What <c>verify --json</c> prints: each property is a member, its name in snake_case.</summary>
internal sealed class VerifyJson(string model, DistributedMixtralConfig config, CheckpointReport report)
{
    public string Model => model;

    public string? Config => config.LoadedFrom;

    public string Checkpoint => report.Index.Path;

    public string Layout => LayoutName.Of(report.Layout);

    public bool IsQuantized => report.IsQuantized;

    public string? QuantizationMethod => report.QuantizationMethod;

    public int NumShardFiles => report.Index.ShardFiles.Count;

    public int NumShardFilesRead => report.NumShardsRead;

    public long NumTensors => report.NumTensors;

    public long BytesRead => report.BytesRead;

    public long BytesOnDisk => report.BytesOnDisk;

    public IReadOnlyList<string> Limits => report.Limits;

    public int NumFindings => report.NumFindings;

    public IEnumerable<Finding> Findings => report.Findings.Select(finding => new Finding(finding));

    internal sealed class Finding(CheckpointFinding finding)
    {
        public string Kind => ScriptName.Of(finding.Kind);

        public int? FirstBlock => finding.FirstBlock;

        public int? LastBlock => finding.LastBlock;

        public string? Tensor => finding.Tensor;

        public string? ShardFile => finding.ShardFile;

        public string Expected => finding.Expected;

        public string Found => finding.Found;
    }
}
