namespace Petals.Mixtral.Config.Blocks;

/// <summary>The size of a block as Petals estimates it. Python's <c>get_block_size</c> (Petals 2.3.0.dev2,
/// <c>server/block_utils.py</c>).</summary>
internal static class BlockSize
{
    /// <summary>1 % for descriptions of tensors, tables of quantisation and the like.</summary>
    private const double WithOverhead = 1.01;

    /// <summary>Bits of a parameter in NF4, measured by Petals, over the bits of a byte.</summary>
    private const double BytesOfNf4 = 4.25 / 8;

    private const string What = "size of a block";

    public static long InMemory(long parameters, QuantType quantType, TorchDtype dtype) =>
        Required.Defined(quantType) switch
        {
            QuantType.None => Unquantized(parameters, dtype),
            QuantType.Int8 => Rounded(parameters),
            _ => Rounded(parameters * BytesOfNf4),
        };

    public static long Unquantized(long parameters, TorchDtype dtype) =>
        Rounded(WholeNumber.Narrow((Int128)parameters * BlockDtype.SizeOf(dtype), What));

    /// <summary>Python rounds halves to the even neighbour, and multiplies in the same order.</summary>
    private static long Rounded(double bytes) =>
        WholeNumber.Narrow(Math.Round(bytes * WithOverhead, MidpointRounding.ToEven), What);
}
