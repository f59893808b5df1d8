using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>The result of comparing a checkpoint with a config.</summary>
public sealed record CheckpointReport
{
    internal CheckpointReport(CheckpointIndex index) => Index = index;

    /// <summary>The checkpoint that was checked.</summary>
    public CheckpointIndex Index { get; }

    /// <summary>The layout of the tensor names.</summary>
    public TensorLayout Layout { get; internal init; }

    /// <summary>The differences: first those of whole files, then those of the blocks in order, then those of tensors
    /// outside the blocks.</summary>
    /// <value>At most 1000 of each <see cref="CheckpointFindingKind"/>; <see cref="NumFindings"/> counts all.</value>
    public IReadOnlyList<CheckpointFinding> Findings { get; internal init; } = [];

    /// <summary>The number of all differences. It exceeds the length of <see cref="Findings"/> if that is
    /// cut.</summary>
    public int NumFindings { get; internal init; }

    /// <summary>Whether the report has no findings.</summary>
    public bool IsValid => NumFindings == 0;

    /// <summary>What could not be compared, and why; also a quantisation that the config claims although no weight is
    /// quantised.</summary>
    /// <value>Empty if there is neither.</value>
    public IReadOnlyList<string> Limits { get; internal init; } = [];

    /// <summary>Whether weights are quantised. The tensors decide, not the config.</summary>
    public bool IsQuantized { get; internal init; }

    /// <summary>The <c>quant_method</c> that the config claims, such as <c>awq</c>. <see langword="null"/> if it has
    /// none. The weights may be different: see <see cref="IsQuantized"/>.</summary>
    public string? QuantizationMethod { get; internal init; }

    /// <summary>The number of files whose headers were read.</summary>
    public int NumShardsRead { get; internal init; }

    /// <summary>The number of tensors in these headers.</summary>
    public long NumTensors { get; internal init; }

    /// <summary>The size of these headers in bytes.</summary>
    public long BytesRead { get; internal init; }

    /// <summary>The size of the files in bytes.</summary>
    public long BytesOnDisk { get; internal init; }

    /// <summary>The findings, or "no finding", and then the limits; one on each line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Join(
            Environment.NewLine,
            [
                .. Findings.Select(finding => finding.ToString()).DefaultIfEmpty("no finding"),
                .. NumFindings > Findings.Count ? [$"and {NumFindings - Findings.Count} more"] : (string[])[],
                .. Limits,
            ]
        );
}
