using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>What a check of a checkpoint against its config found.</summary>
public sealed record CheckpointReport
{
    internal CheckpointReport(CheckpointIndex index) => Index = index;

    /// <summary>The checkpoint that was checked.</summary>
    public CheckpointIndex Index { get; }

    /// <summary>The layout that the names of the tensors have.</summary>
    public TensorLayout Layout { get; internal init; }

    /// <summary>Every difference: first those of whole files, then those of the blocks in order, then those outside
    /// them.</summary>
    public IReadOnlyList<CheckpointFinding> Findings { get; internal init; } = [];

    /// <summary>Whether there is no finding.</summary>
    public bool IsValid => Findings.Count == 0;

    /// <summary>What could not be compared, and why; empty where everything was.</summary>
    public IReadOnlyList<string> Limits { get; internal init; } = [];

    /// <summary>Whether the config has a <c>quantization_config</c>.</summary>
    public bool IsQuantized { get; internal init; }

    /// <summary>The <c>quant_method</c> in it, such as <c>awq</c>; <see langword="null"/> where it names none, or the
    /// checkpoint is not quantised.</summary>
    public string? QuantizationMethod { get; internal init; }

    /// <summary>The number of files whose headers were read.</summary>
    public int NumShardsRead { get; internal init; }

    /// <summary>The number of tensors in them.</summary>
    public long NumTensors { get; internal init; }

    /// <summary>The number of bytes that were read of them: their headers.</summary>
    public long BytesRead { get; internal init; }

    /// <summary>The size of these files.</summary>
    public long BytesOnDisk { get; internal init; }

    /// <summary>The findings, one on each line, then the limits; or that there are none.</summary>
    public override string ToString() =>
        string.Join(
            Environment.NewLine,
            [.. Findings.Select(finding => finding.ToString()).DefaultIfEmpty("no finding"), .. Limits]
        );
}
