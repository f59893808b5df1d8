using System.Numerics.Tensors;

namespace Petals.Mixtral.Config.Loader;

/// <summary>What a model computes from some tokens: the hidden states after each stage, the experts, the
/// logits.</summary>
internal sealed class ForwardPass
{
    /// <summary>A copy of the hidden states after each stage, in order.</summary>
    public List<(string After, float[] Values)> HiddenStates { get; } = [];

    /// <summary>The experts of each token in each block, the best first.</summary>
    public List<int[][]> Experts { get; } = [];

    public Matrix Logits { get; set; } = new(0, 1);

    /// <summary>The most likely token after the last one.</summary>
    public int NextToken => TensorPrimitives.IndexOfMax<float>(Logits[Logits.Rows - 1]);

    public void Add(string stage, Matrix hidden) => HiddenStates.Add((stage, [.. hidden.Values]));
}
