namespace Petals.Mixtral.Config.Blocks;

/// <summary>The name and the shape of a tensor, without its values.</summary>
public readonly record struct TensorSpec
{
    private readonly string? _name;
    private readonly ValueList<long>? _shape;

    /// <summary>Describes a tensor.</summary>
    /// <param name="name">The whole name.</param>
    /// <param name="shape">The sizes of its dimensions, the outermost first. It is copied.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public TensorSpec(string name, IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
        _shape = ValueList<long>.CopyOf(shape);
        foreach (long dimension in _shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
        }
    }

    /// <summary>The whole name, as in the checkpoint: <c>model.layers.3.self_attn.q_proj.weight</c>.</summary>
    public string Name => _name ?? "";

    /// <summary>The sizes of the dimensions, the outermost first; a scalar has none.</summary>
    public IReadOnlyList<long> Shape => _shape ?? ValueList<long>.Empty;

    /// <summary>The number of values: the product of the <see cref="Shape"/>.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits.</exception>
    public long ElementCount
    {
        get
        {
            Int128 count = Shape.Contains(0) ? 0 : 1;
            foreach (long dimension in Shape)
            {
                count = WholeNumber.Narrow(count * dimension);
            }

            return (long)count;
        }
    }

    /// <summary>Returns the size of all values.</summary>
    /// <param name="dtype">The dtype of each value.</param>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="dtype"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException">The size of the dtype is unknown, or the result does not fit into
    /// 64 bits.</exception>
    public long GetSizeInBytes(TorchDtype dtype)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        return WholeNumber.Narrow((Int128)ElementCount * TorchDtype.SizeOf(dtype));
    }

    /// <summary>The name and the shape as text.</summary>
    /// <returns>Text such as <c>model.norm.weight [4096]</c>.</returns>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
