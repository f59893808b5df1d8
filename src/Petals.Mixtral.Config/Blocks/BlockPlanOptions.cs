namespace Petals.Mixtral.Config.Blocks;

/// <summary>How a server holds its blocks. Every member is optional; the defaults are those of a Petals
/// server.</summary>
public sealed record BlockPlanOptions
{
    /// <summary>The quantisation of the weights.</summary>
    /// <value><see cref="QuantType.None"/> by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a <see cref="Blocks.QuantType"/>.</exception>
    public QuantType QuantType
    {
        get;
        init => field = Required.Defined(value);
    }

    /// <summary>The dtype of weights that are not quantised, and of the attention cache.</summary>
    /// <value><see langword="null"/> by default: <see cref="DistributedMixtralConfig.ResolveBlockDtype"/>.</value>
    public TorchDtype? Dtype { get; init; }

    /// <summary>How the size of the attention cache is counted.</summary>
    /// <value><see cref="CacheSizing.Petals"/> by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a <see cref="Blocks.CacheSizing"/>.</exception>
    public CacheSizing CacheSizing
    {
        get;
        init => field = Required.Defined(value);
    }

    /// <summary>The capacity of the attention cache of each block, in tokens of all sessions together.</summary>
    /// <value><see langword="null"/> by default: 4096, or with
    /// <see cref="NumBlocks"/> as many as fit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long? CacheTokens
    {
        get;
        init => field = Required.Positive(value);
    }

    /// <summary>The number of blocks to hold.</summary>
    /// <value><see langword="null"/> by default: as many as fit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? NumBlocks
    {
        get;
        init => field = (int?)Required.Positive(value);
    }

    /// <summary>The number of devices that share each block and together have the memory.</summary>
    /// <value>1 by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int NumDevices
    {
        get;
        init => field = (int)Required.Positive(value)!;
    } = 1;
}
