namespace Petals.Mixtral.Config;

/// <summary>The name of a PyTorch data type. Any name is valid, so a file with a newer type still loads.</summary>
[JsonConverter(typeof(TorchDtypeJsonConverter))]
public sealed record TorchDtype
{
    private TorchDtype(string name, int? sizeInBytes = null)
    {
        Name = name;
        SizeInBytes = sizeInBytes;
    }

    /// <summary>16-bit brain floating point, the type of the published Mixtral weights.</summary>
    public static TorchDtype BFloat16 { get; } = new("bfloat16", 2);

    /// <summary>16-bit IEEE floating point.</summary>
    public static TorchDtype Float16 { get; } = new("float16", 2);

    /// <summary>32-bit IEEE floating point.</summary>
    public static TorchDtype Float32 { get; } = new("float32", 4);

    /// <summary>64-bit IEEE floating point.</summary>
    public static TorchDtype Float64 { get; } = new("float64", 8);

    /// <summary>The type of the checkpoint.</summary>
    public static TorchDtype Auto { get; } = new("auto");

    /// <summary>The name, without <c>torch.</c>: <c>bfloat16</c>.</summary>
    public string Name { get; }

    /// <summary>The size of one value in bytes; <see langword="null"/> for <see cref="Auto"/> and unknown
    /// names.</summary>
    public int? SizeInBytes { get; }

    /// <summary>Parses the name of a data type.</summary>
    /// <param name="name">The name with or without <c>torch.</c>, or an alias (<c>half</c>, <c>float</c>,
    /// <c>double</c>).</param>
    /// <returns>The data type.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or blank, or nothing
    /// follows <c>torch.</c></exception>
    /// <example><code>
    /// Console.WriteLine(TorchDtype.Parse("torch.half").SizeInBytes); // 2
    /// </code></example>
    public static TorchDtype Parse(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return TryParse(name, out TorchDtype? dtype)
            ? dtype
            : throw new ArgumentException($"'{name}' is not the name of a dtype.", nameof(name));
    }

    internal static bool TryParse(string name, [NotNullWhen(true)] out TorchDtype? dtype)
    {
        string bare = name.Replace("torch.", "");
        dtype = bare switch
        {
            "bfloat16" => BFloat16,
            "float16" or "half" => Float16,
            "float32" or "float" => Float32,
            "float64" or "double" => Float64,
            "auto" => Auto,
            "int8" or "uint8" or "bool" => new(bare, 1),
            "int16" or "uint16" => new(bare, 2),
            "int32" or "uint32" => new(bare, 4),
            "int64" or "uint64" or "complex64" => new(bare, 8),
            _ when bare.StartsWith("float8_", StringComparison.Ordinal) => new(bare, 1),
            _ => string.IsNullOrWhiteSpace(bare) ? null : new(bare),
        };
        return dtype is not null;
    }

    /// <summary>Returns the other dtype if this one is null or <c>auto</c>.</summary>
    internal static TorchDtype Resolve(TorchDtype? dtype, TorchDtype other)
    {
        TorchDtype given = dtype ?? Auto;
        return given == Auto ? other : given;
    }

    /// <exception cref="PretrainedConfigException">The size is unknown.</exception>
    internal static int SizeOf(TorchDtype dtype) =>
        dtype.SizeInBytes
        ?? throw new PretrainedConfigException(
            $"The size of the dtype '{Printable.Short(dtype.Name)}' is unknown. Give another one, such as bfloat16."
        );

    /// <summary>The name as text.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
