namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The memory that a server reserves for backward passes: 2 GiB on each device for the hidden size of BLOOM, 14336, and
/// in proportion for others (Petals 2.3.0.dev2, <c>server/server.py</c>).
/// </summary>
internal static class BackwardMemory
{
    private const long BytesForBloom = 2L << 30;
    private const int HiddenSizeOfBloom = 14336;

    /// <summary>Rounded up: then the rest is the same as the rounded-down rest that Petals computes.</summary>
    /// <exception cref="PretrainedConfigException">The hidden size is not positive, or the result does not fit into 64
    /// bits.</exception>
    public static long InBytes(IMixtralConfig config, int numDevices)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numDevices);
        Int128 scaled = (Int128)BytesForBloom * numDevices * WholeNumber.Positive(config.HiddenSize);
        return WholeNumber.Narrow((scaled + HiddenSizeOfBloom - 1) / HiddenSizeOfBloom, "memory of a backward pass");
    }
}
