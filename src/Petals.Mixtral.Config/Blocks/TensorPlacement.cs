namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The place of a published checkpoint's tensor inside a tensor of the layout of transformers 5. Its values are
/// contiguous there. In <c>gate_up_proj</c> the gate half (<c>w1</c>) comes first, then the up half (<c>w3</c>).
/// </summary>
public sealed class TensorPlacement
{
    /// <param name="published">The tensors of the block in the published layout.</param>
    /// <param name="stacked">The tensors of the block in the layout of transformers 5.</param>
    /// <param name="index">The index of the tensor in <paramref name="published"/>.</param>
    internal TensorPlacement(BlockTensors published, BlockTensors stacked, int index)
    {
        Source = published[index];
        if (BlockTensors.ExpertOf(index) is not var (expert, matrix))
        {
            Target = stacked[index];
            return;
        }

        Expert = expert;
        Target = stacked[matrix == 1 ? BlockTensors.DownProjection : BlockTensors.GateUpProjection];
        FirstRow = matrix == 2 ? published.Dimensions.IntermediateSize : 0;
    }

    /// <summary>The tensor in the layout <see cref="TensorLayout.Published"/>.</summary>
    public TensorSpec Source { get; }

    /// <summary>The tensor in the layout <see cref="TensorLayout.Transformers5"/> that contains its values.</summary>
    public TensorSpec Target { get; }

    /// <summary>The index in the first dimension of <see cref="Target"/>; <see langword="null"/> if the source is the
    /// whole target.</summary>
    public int? Expert { get; }

    /// <summary>The first row: the index in the second dimension of <see cref="Target"/>; 0 without an
    /// <see cref="Expert"/>.</summary>
    public long FirstRow { get; }

    /// <summary>The offset of the values of <see cref="Source"/> in <see cref="Target"/>, in values, in row-major
    /// order.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits.</exception>
    public long ElementOffset =>
        Expert is { } expert
            ? WholeNumber.Narrow((((Int128)expert * Target.Shape[1]) + FirstRow) * Target.Shape[2])
            : 0;

    /// <summary>The part of <see cref="Target"/> in the notation of Python:
    /// <c>model.layers.0.mlp.experts.gate_up_proj[3, 0:14336]</c>.</summary>
    public string TargetSlice =>
        Expert is null ? Target.Name : $"{Target.Name}[{Expert}, {FirstRow}:{FirstRow + Source.Shape[0]}]";

    /// <summary>The source and the target as text.</summary>
    /// <returns>The name of the source, an arrow, and <see cref="TargetSlice"/>.</returns>
    public override string ToString() => $"{Source.Name} -> {TargetSlice}";
}
