namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The tensors of one block by index and by name, in the order in which a layer uses them: normalisation, attention,
/// normalisation, router, experts. It computes each tensor on demand, because a config may claim any number of experts.
/// </summary>
internal readonly record struct BlockTensors(BlockDimensions Dimensions, string Prefix, TensorLayout Layout)
{
    /// <summary>The index of <c>gate_up_proj</c> in the layout of transformers 5.</summary>
    public const int GateUpProjection = 7;

    /// <summary>The index of <c>down_proj</c> in the layout of transformers 5.</summary>
    public const int DownProjection = 8;

    private const int PerExpert = 3;
    private const string ExpertPrefix = "block_sparse_moe.experts.";

    private static readonly string[] Published =
    [
        "input_layernorm.weight",
        "self_attn.q_proj.weight",
        "self_attn.k_proj.weight",
        "self_attn.v_proj.weight",
        "self_attn.o_proj.weight",
        "post_attention_layernorm.weight",
        "block_sparse_moe.gate.weight",
    ];

    private static readonly string[] Stacked =
    [
        .. Published[..^1],
        "mlp.gate.weight",
        "mlp.experts.gate_up_proj",
        "mlp.experts.down_proj",
    ];
    private static readonly string[] ExpertMatrices = ["w1.weight", "w2.weight", "w3.weight"];

    /// <exception cref="PretrainedConfigException">The count exceeds <see cref="int.MaxValue"/>.</exception>
    public int Count
    {
        get
        {
            long count =
                Layout == TensorLayout.Published
                    ? Published.Length + ((long)PerExpert * Dimensions.NumExperts)
                    : Stacked.Length;
            return count <= int.MaxValue
                ? (int)count
                : throw new PretrainedConfigException(
                    $"num_local_experts is {Dimensions.NumExperts}; a block would have {count} tensors."
                );
        }
    }

    /// <summary>The names after the prefix, except those of single experts.</summary>
    private string[] Names => Layout == TensorLayout.Published ? Published : Stacked;

    public TensorSpec this[int index]
    {
        get
        {
            BlockDimensions d = Dimensions;
            long[] shape = index switch
            {
                0 or 5 => [d.HiddenSize],
                1 => [d.Attention.QuerySize, d.HiddenSize],
                2 or 3 => [d.Attention.KeyValueSize, d.HiddenSize],
                4 => [d.HiddenSize, d.Attention.QuerySize],
                6 => [d.NumExperts, d.HiddenSize],
                _ when Layout == TensorLayout.Published => ExpertOf(index)?.Matrix == 1
                    ? [d.HiddenSize, d.IntermediateSize]
                    : [d.IntermediateSize, d.HiddenSize],
                GateUpProjection => [d.NumExperts, 2L * d.IntermediateSize, d.HiddenSize],
                _ => [d.NumExperts, d.HiddenSize, d.IntermediateSize],
            };
            return new(Prefix + NameOf(index), ValueList<long>.Create(shape));
        }
    }

    /// <summary>The index of the tensor whose name, without the prefix, is <paramref name="name"/>; -1 if there is
    /// none.</summary>
    public int IndexOf(ReadOnlySpan<char> name)
    {
        int first = 0;
        if (name.StartsWith(ExpertPrefix, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> number = name[ExpertPrefix.Length..];
            number = number[..Math.Max(number.IndexOf('.'), 0)];
            bool isExpert = LayerNumber.TryParse(number, out int expert) && expert < Dimensions.NumExperts;
            first = isExpert ? Published.Length + (PerExpert * expert) : Count;
        }

        for (int i = first; i < Math.Min(first + Stacked.Length, Count); i++)
        {
            if (name.SequenceEqual(NameOf(i)))
            {
                return i;
            }
        }

        return -1;
    }

    public IReadOnlyList<TensorSpec> ToList()
    {
        BlockTensors tensors = this;
        return new LazyList<TensorSpec>(Count, index => tensors[index]);
    }

    /// <summary>The expert that owns a tensor of the published layout, and the index of its matrix (w1, w2, w3); null
    /// for a tensor before the experts.</summary>
    public static (int Expert, int Matrix)? ExpertOf(int index) =>
        index < Published.Length ? null : Math.DivRem(index - Published.Length, PerExpert);

    private string NameOf(int index) =>
        index >= Names.Length && ExpertOf(index) is var (expert, matrix)
            ? $"{ExpertPrefix}{expert}.{ExpertMatrices[matrix]}"
            : Names[index];
}
