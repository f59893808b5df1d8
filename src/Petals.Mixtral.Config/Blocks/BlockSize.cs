namespace Petals.Mixtral.Config.Blocks;

/// <summary>The size of a block as Petals estimates it. Python's <c>get_block_size</c> (Petals 2.3.0.dev2,
/// <c>server/block_utils.py</c>).</summary>
internal static class BlockSize
{
    /// <summary>Petals adds 1 % for tensor metadata and quantisation tables.</summary>
    private const double WithOverhead = 1.01;

    /// <summary>Petals measured 4.25 bits for each parameter in NF4.</summary>
    private const double BytesOfNf4 = 4.25 / 8;

    public static long InMemory(long parameters, QuantType quantType, TorchDtype dtype) =>
        Required.Defined(quantType) switch
        {
            QuantType.None => Unquantized(parameters, dtype),
            QuantType.Int8 => Rounded(parameters),
            _ => Rounded(parameters * BytesOfNf4),
        };

    public static long Unquantized(long parameters, TorchDtype dtype) =>
        Rounded((double)((Int128)parameters * BlockDtype.SizeOf(dtype)));

    /// <summary>Python also rounds halves to even; the order of the multiplications matters too.</summary>
    private static long Rounded(double bytes) =>
        WholeNumber.Narrow((Int128)Math.Round(bytes * WithOverhead, MidpointRounding.ToEven), "size of a block");
}
