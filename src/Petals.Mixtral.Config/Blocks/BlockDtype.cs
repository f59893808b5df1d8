namespace Petals.Mixtral.Config.Blocks;

/// <summary>The dtype of a block in memory. Python's <c>resolve_block_dtype</c> (Petals 2.3.0.dev2,
/// <c>server/block_utils.py</c>).</summary>
internal static class BlockDtype
{
    /// <summary>Returns the requested dtype, otherwise that of the config, in which <c>auto</c>, null and float32 mean
    /// bfloat16.</summary>
    public static TorchDtype Resolve(TorchDtype? ofConfig, TorchDtype? requested)
    {
        if (requested is not null && requested != TorchDtype.Auto)
        {
            return requested;
        }

        return ofConfig is null || ofConfig == TorchDtype.Auto || ofConfig == TorchDtype.Float32
            ? TorchDtype.BFloat16
            : ofConfig;
    }

    /// <exception cref="PretrainedConfigException">The size is unknown.</exception>
    public static int SizeOf(TorchDtype dtype) =>
        dtype.SizeInBytes
        ?? throw new PretrainedConfigException(
            $"The size of the dtype '{Printable.Short(dtype.Name)}' is not known; give another one, such as bfloat16."
        );
}
