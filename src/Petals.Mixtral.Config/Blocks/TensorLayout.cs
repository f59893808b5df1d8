namespace Petals.Mixtral.Config.Blocks;

/// <summary>How the tensors of a block are named and cut.</summary>
public enum TensorLayout
{
    /// <summary>
    /// As the published checkpoints have them, and transformers 4 holds them: three matrices for each expert,
    /// <c>block_sparse_moe.experts.{e}.w1.weight</c>, <c>w2</c> and <c>w3</c>.
    /// </summary>
    Published,

    /// <summary>
    /// As transformers 5 holds them in memory: the experts are stacked in <c>mlp.experts.gate_up_proj</c>, the gate
    /// half first, and
    /// <c>mlp.experts.down_proj</c>.
    /// </summary>
    Transformers5,
}
