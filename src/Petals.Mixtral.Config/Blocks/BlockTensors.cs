using Petals.Mixtral.Config.Collections;

namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The tensors of one block, by number and by name, without a list of them. The order is that of Petals' block: first what every
/// transformer has, then the router, then the experts.
/// </summary>
internal readonly record struct BlockTensors(BlockDimensions Dimensions, string Prefix, TensorLayout Layout)
{
    /// <summary>The tensors before the experts; the last of them is the router.</summary>
    private const int FirstOfExperts = 7;

    private const int PerExpert = 3;
    private const string ExpertsOfCheckpoint = "block_sparse_moe.experts.";
    private static readonly string[] ExpertMatrices = ["w1", "w2", "w3"];

    /// <exception cref="PretrainedConfigException">There are more than a list can hold.</exception>
    public int Count
    {
        get
        {
            long count = Layout == TensorLayout.Checkpoint ? FirstOfExperts + ((long)PerExpert * Dimensions.NumExperts) : FirstOfExperts + 2;
            return count <= int.MaxValue
                ? (int)count
                : throw new PretrainedConfigException($"num_local_experts is {Dimensions.NumExperts}: {count} tensors in a block are more than a list can hold (at most {int.MaxValue}).");
        }
    }

    public TensorSpec this[int index]
    {
        get
        {
            BlockDimensions d = Dimensions;
            return index switch
            {
                0 => Tensor("input_layernorm.weight", d.HiddenSize),
                1 => Tensor("self_attn.q_proj.weight", d.QuerySize, d.HiddenSize),
                2 => Tensor("self_attn.k_proj.weight", d.KeyValueSize, d.HiddenSize),
                3 => Tensor("self_attn.v_proj.weight", d.KeyValueSize, d.HiddenSize),
                4 => Tensor("self_attn.o_proj.weight", d.HiddenSize, d.QuerySize),
                5 => Tensor("post_attention_layernorm.weight", d.HiddenSize),
                _ => Layout == TensorLayout.Checkpoint ? OfCheckpoint(index) : OfTransformers5(index),
            };
        }
    }

    /// <summary>The number of the tensor with a name that follows the prefix; -1 where there is none.</summary>
    public int IndexOf(ReadOnlySpan<char> name) => name switch
    {
        "input_layernorm.weight" => 0,
        "self_attn.q_proj.weight" => 1,
        "self_attn.k_proj.weight" => 2,
        "self_attn.v_proj.weight" => 3,
        "self_attn.o_proj.weight" => 4,
        "post_attention_layernorm.weight" => 5,
        "block_sparse_moe.gate.weight" when Layout == TensorLayout.Checkpoint => 6,
        "mlp.gate.weight" when Layout == TensorLayout.Transformers5 => 6,
        "mlp.experts.gate_up_proj" when Layout == TensorLayout.Transformers5 => 7,
        "mlp.experts.down_proj" when Layout == TensorLayout.Transformers5 => 8,
        _ when Layout == TensorLayout.Checkpoint => IndexOfExpert(name),
        _ => -1,
    };

    public IReadOnlyList<TensorSpec> ToList()
    {
        BlockTensors tensors = this;
        return new LazyList<TensorSpec>(Count, index => tensors[index]);
    }

    /// <summary>The expert that a tensor of the published layout belongs to, and which of its three matrices it is; <see langword="null"/> for those before the experts.</summary>
    public static (int Expert, int Matrix)? ExpertOf(int index) =>
        index < FirstOfExperts ? null : Math.DivRem(index - FirstOfExperts, PerExpert);

    private TensorSpec OfCheckpoint(int index)
    {
        if (ExpertOf(index) is not var (expert, matrix))
        {
            return Tensor("block_sparse_moe.gate.weight", Dimensions.NumExperts, Dimensions.HiddenSize);
        }

        string name = $"{ExpertsOfCheckpoint}{expert}.{ExpertMatrices[matrix]}.weight";
        return matrix == 1
            ? Tensor(name, Dimensions.HiddenSize, Dimensions.IntermediateSize)
            : Tensor(name, Dimensions.IntermediateSize, Dimensions.HiddenSize);
    }

    private TensorSpec OfTransformers5(int index) => index switch
    {
        6 => Tensor("mlp.gate.weight", Dimensions.NumExperts, Dimensions.HiddenSize),
        7 => Tensor("mlp.experts.gate_up_proj", Dimensions.NumExperts, 2L * Dimensions.IntermediateSize, Dimensions.HiddenSize),
        _ => Tensor("mlp.experts.down_proj", Dimensions.NumExperts, Dimensions.HiddenSize, Dimensions.IntermediateSize),
    };

    private int IndexOfExpert(ReadOnlySpan<char> name)
    {
        if (!name.StartsWith(ExpertsOfCheckpoint, StringComparison.Ordinal))
        {
            return -1;
        }

        ReadOnlySpan<char> rest = name[ExpertsOfCheckpoint.Length..];
        int dot = rest.IndexOf('.');
        if (dot < 0 || !LayerNumber.TryParse(rest[..dot], out int expert) || expert >= Dimensions.NumExperts)
        {
            return -1;
        }

        int matrix = rest[(dot + 1)..] switch { "w1.weight" => 0, "w2.weight" => 1, "w3.weight" => 2, _ => -1 };
        return matrix < 0 ? -1 : FirstOfExperts + (PerExpert * expert) + matrix;
    }

    private TensorSpec Tensor(string name, params ReadOnlySpan<long> shape) => new($"{Prefix}{name}", ValueList<long>.Of(shape.ToArray()));
}
