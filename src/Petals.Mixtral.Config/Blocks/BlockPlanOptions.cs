namespace Petals.Mixtral.Config.Blocks;

/// <summary>How a server is to hold its blocks. Every member is optional; the defaults are those of a Petals
/// server.</summary>
public sealed record BlockPlanOptions
{
    /// <summary>How the weights are held.</summary>
    /// <value><see cref="QuantType.None"/> by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is no member of <see cref="Blocks.QuantType"/>.</exception>
    public QuantType QuantType
    {
        get;
        init => field = Required.Defined(value);
    }

    /// <summary>The dtype of weights that are not quantised, and of the attention cache.</summary>
    /// <value><see langword="null"/> by default: <see cref="DistributedMixtralConfig.ResolveBlockDtype"/>.</value>
    public TorchDtype? Dtype { get; init; }

    /// <summary>By what the attention cache is counted.</summary>
    /// <value><see cref="CacheSizing.Petals"/> by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is no member of <see cref="Blocks.CacheSizing"/>.</exception>
    public CacheSizing CacheSizing
    {
        get;
        init => field = Required.Defined(value);
    }

    /// <summary>The tokens that the attention cache of each block has room for, of all sessions together.</summary>
    /// <value>
    /// <see langword="null"/> by default: <see cref="IDistributedConfig.DefaultAttnCacheTokens"/>, or as many as fit
    /// where
    /// <see cref="NumBlocks"/> is given.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public long? CacheTokens
    {
        get;
        init => field = Required.Positive(value);
    }

    /// <summary>The number of blocks to hold.</summary>
    /// <value><see langword="null"/> by default: as many as fit.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int? NumBlocks
    {
        get;
        init => field = Required.Positive(value);
    }

    /// <summary>The number of devices that share each block; the memory is that of all together.</summary>
    /// <value>1 by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int NumDevices
    {
        get;
        init => field = Required.Positive<int>(value)!.Value;
    } = 1;

    internal static BlockPlanOptions Default { get; } = new();
}
