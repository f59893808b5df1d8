using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Blocks;

/// <summary>The dtype in which a block is held. Python's <c>resolve_block_dtype</c> (Petals 2.3.0.dev2,
/// <c>server/block_utils.py</c>).</summary>
internal static class BlockDtype
{
    /// <summary>The dtype that is asked for; else that of the config, where <c>auto</c>, none and float32 mean
    /// bfloat16.</summary>
    public static TorchDtype Resolve(TorchDtype? ofConfig, TorchDtype? asked) =>
        asked is not null && asked != TorchDtype.Auto ? asked
        : ofConfig is null || ofConfig == TorchDtype.Auto || ofConfig == TorchDtype.Float32 ? TorchDtype.BFloat16
        : ofConfig;

    /// <exception cref="PretrainedConfigException">It is not known.</exception>
    public static int SizeOf(TorchDtype dtype) =>
        dtype.SizeInBytes
        ?? throw new PretrainedConfigException(
            $"The size of the dtype '{Printable.Short(dtype.Name)}' is not known; give another one, such as bfloat16."
        );
}
