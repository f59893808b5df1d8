namespace Petals.Mixtral.Config.Blocks;

/// <summary>How the tensors of a block are named and split.</summary>
public enum TensorLayout
{
    /// <summary>
    /// The layout of the published checkpoints and of transformers 4: three matrices for each expert,
    /// <c>block_sparse_moe.experts.{e}.w1.weight</c>, <c>w2</c> and <c>w3</c>.
    /// </summary>
    Published,

    /// <summary>
    /// The layout of transformers 5 in memory: the experts are stacked in <c>mlp.experts.gate_up_proj</c>, the gate
    /// half first, and <c>mlp.experts.down_proj</c>.
    /// </summary>
    Transformers5,
}
