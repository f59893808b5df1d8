namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// Where the values of a tensor of the published checkpoints lie in a tensor of the layout of transformers 5: always in
/// one piece, so they are copied at once. Of <c>gate_up_proj</c> the gate half (<c>w1</c>) comes first, then the up
/// half (<c>w3</c>).
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

    /// <summary>The tensor of the published checkpoints, <see cref="TensorLayout.Published"/>.</summary>
    public TensorSpec Source { get; }

    /// <summary>The tensor that holds its values, <see cref="TensorLayout.Transformers5"/>.</summary>
    public TensorSpec Target { get; }

    /// <summary>The index in the first dimension of <see cref="Target"/>; <see langword="null"/> where the whole of it
    /// is the source.</summary>
    public int? Expert { get; }

    /// <summary>The first row, the index in the second dimension of <see cref="Target"/>, where there is an
    /// <see cref="Expert"/>; else 0.</summary>
    public long FirstRow { get; }

    /// <summary>How many values of <see cref="Target"/>, stored row by row, come before those of
    /// <see cref="Source"/>.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits.</exception>
    public long ElementOffset =>
        Expert is { } expert
            ? WholeNumber.Narrow(
                (((Int128)expert * Target.Shape[1]) + FirstRow) * Target.Shape[2],
                "offset in a tensor"
            )
            : 0;

    /// <summary>The piece of <see cref="Target"/> in the notation of Python:
    /// <c>model.layers.0.mlp.experts.gate_up_proj[3, 0:14336]</c>.</summary>
    public string TargetSlice =>
        Expert is null ? Target.Name : $"{Target.Name}[{Expert}, {FirstRow}:{FirstRow + Source.Shape[0]}]";

    /// <summary>The name of the source, an arrow, and the piece.</summary>
    public override string ToString() => $"{Source.Name} -> {TargetSlice}";
}
