namespace Petals.Mixtral.Config.Blocks;

/// <content>How large the block is.</content>
public sealed partial record WrappedMixtralBlock
{
    /// <summary>The number of parameters: the values of all tensors. 1,451,270,144 for 8x7B.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits.</exception>
    public long ParameterCount => _dimensions.ParameterCount;

    /// <summary>The number of parameters that one token meets: of the experts only the
    /// <see cref="IMixtralConfig.NumExpertsPerTok"/> that it is routed to.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits.</exception>
    public long ActiveParameterCount => _dimensions.ActiveParameterCount;

    /// <summary>
    /// The memory that a server needs for the weights, in bytes, as Petals estimates it: parameters × bytes of a
    /// parameter × 1.01 (Petals 2.3.0.dev2, <c>server/block_utils.py</c>).
    /// </summary>
    /// <param name="quantType">How the weights are held.</param>
    /// <param name="dtype">The dtype of weights that are not quantised; by default <see cref="Dtype"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantType"/> is no member of
    /// <see cref="QuantType"/>.</exception>
    /// <exception cref="PretrainedConfigException">The size of the dtype is not known, or the result does not fit into
    /// 64 bits.</exception>
    public long GetSizeInBytes(QuantType quantType, TorchDtype? dtype = null) =>
        BlockSize.InMemory(ParameterCount, quantType, BlockDtype.Resolve(Dtype, dtype));

    /// <summary>
    /// The space that the weights take on disk, in bytes, as Petals estimates it. Checkpoints are not quantised,
    /// whatever the server makes of them.
    /// </summary>
    /// <param name="dtype">The dtype of the checkpoint; by default <see cref="Dtype"/>.</param>
    /// <exception cref="PretrainedConfigException">The size of the dtype is not known, or the result does not fit into
    /// 64 bits.</exception>
    public long GetSizeOnDiskInBytes(TorchDtype? dtype = null) =>
        BlockSize.Unquantized(ParameterCount, BlockDtype.Resolve(Dtype, dtype));
}
