namespace Petals.Mixtral.Config.Blocks;

/// <content>The sizes of the block.</content>
public sealed partial record WrappedMixtralBlock
{
    /// <summary>The number of parameters: the values of all tensors. 1,451,270,144 for 8x7B.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits.</exception>
    public long ParameterCount => _dimensions.ParameterCount;

    /// <summary>The number of parameters that process one token: of the experts, only the
    /// <see cref="IMixtralConfig.NumExpertsPerTok"/> to which it is routed.</summary>
    /// <exception cref="PretrainedConfigException">It does not fit into 64 bits.</exception>
    public long ActiveParameterCount => _dimensions.ActiveParameterCount;

    /// <summary>
    /// Returns Petals' estimate of the memory for the weights: parameters × bytes of a parameter × 1.01 (Petals
    /// 2.3.0.dev2, <c>server/block_utils.py</c>).
    /// </summary>
    /// <param name="quantType">The quantisation of the weights.</param>
    /// <param name="dtype">The dtype of weights that are not quantised; by default <see cref="Dtype"/>.</param>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantType"/> is not a
    /// <see cref="QuantType"/>.</exception>
    /// <exception cref="PretrainedConfigException">The size of the dtype is unknown, or the result does not fit into
    /// 64 bits.</exception>
    public long GetSizeInBytes(QuantType quantType, TorchDtype? dtype = null) =>
        BlockSize.InMemory(ParameterCount, quantType, BlockDtype.Resolve(Dtype, dtype));

    /// <summary>
    /// Returns Petals' estimate of the disk space for the weights, which checkpoints contain without quantisation.
    /// </summary>
    /// <param name="dtype">The dtype of the checkpoint; by default <see cref="Dtype"/>.</param>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="PretrainedConfigException">The size of the dtype is unknown, or the result does not fit into
    /// 64 bits.</exception>
    public long GetSizeOnDiskInBytes(TorchDtype? dtype = null) =>
        BlockSize.Unquantized(ParameterCount, BlockDtype.Resolve(Dtype, dtype));
}
