namespace Petals.Mixtral.Config.Blocks;

/// <summary>The dtype in which a block is held. Python's <c>resolve_block_dtype</c> (Petals 2.3.0.dev2,
/// <c>server/block_utils.py</c>).</summary>
internal static class BlockDtype
{
    /// <summary>The requested dtype, otherwise that of the config; there <c>auto</c>, null and float32 mean
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

    /// <exception cref="PretrainedConfigException">The size is not known.</exception>
    public static int SizeOf(TorchDtype dtype) =>
        dtype.SizeInBytes
        ?? throw new PretrainedConfigException(
            $"The size of the dtype '{Printable.Short(dtype.Name)}' is not known; give another one, such as bfloat16."
        );
}
