namespace Petals.Mixtral.Config.Blocks;

/// <summary>The number of blocks that a server holds, and the parts of its memory. Sizes are in bytes.</summary>
public sealed class BlockPlan
{
    /// <summary>
    /// Chooses the number of blocks as Petals does (Petals 2.3.0.dev2, <c>server/server.py</c>), but in whole numbers:
    /// <c>(memory - backward) // (block + cache)</c>, at most all blocks.
    /// </summary>
    internal BlockPlan(DistributedMixtralConfig config, long memoryBytes, BlockPlanOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(memoryBytes);
        int layers = config.Blocks.Count;
        if (options.NumBlocks > layers)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.NumBlocks,
                $"{nameof(options.NumBlocks)} is {options.NumBlocks}, but the model has {layers} blocks."
            );
        }

        MemoryBytes = memoryBytes;
        QuantType = options.QuantType;
        CacheSizing = options.CacheSizing;
        Dtype = config.ResolveBlockDtype(options.Dtype);
        BlockBytes = config.Blocks[0].GetSizeInBytes(QuantType, Dtype);
        BackwardBytes = config.GetBackwardReserveBytes(options.NumDevices);
        long memoryForBlocks = memoryBytes - BackwardBytes;

        // The fewest blocks and tokens that the caller accepts.
        NumBlocks = options.NumBlocks ?? 1;
        CacheTokens = options.CacheTokens ?? (options.NumBlocks is null ? config.DefaultAttnCacheTokens : 1);
        long cache = config.GetAttentionCacheBytes(CacheSizing, CacheTokens, Dtype);
        long required = WholeNumber.Narrow(((Int128)BlockBytes + cache) * NumBlocks);
        if (required > memoryForBlocks)
        {
            long total = WholeNumber.Narrow((Int128)required + BackwardBytes);
            throw new BlocksDoNotFitException(NumBlocks, CacheTokens, total, memoryBytes);
        }

        NumBlocks = options.NumBlocks ?? (int)Math.Min(memoryForBlocks / required, layers);
        long cacheOfToken = config.GetAttentionCacheBytes(CacheSizing, 1, Dtype);
        LongestContext = ((memoryForBlocks / NumBlocks) - BlockBytes) / cacheOfToken;
        if (options is { NumBlocks: not null, CacheTokens: null })
        {
            CacheTokens = LongestContext;
        }

        CacheBytesPerBlock = CacheTokens * cacheOfToken;
    }

    /// <summary>The memory of the server.</summary>
    public long MemoryBytes { get; }

    /// <summary>The quantisation of the weights.</summary>
    public QuantType QuantType { get; }

    /// <summary>The dtype of weights that are not quantised, and of the attention cache.</summary>
    public TorchDtype Dtype { get; }

    /// <summary>How the size of the attention cache is counted.</summary>
    public CacheSizing CacheSizing { get; }

    /// <summary>The number of blocks.</summary>
    public int NumBlocks { get; }

    /// <summary>The capacity of the attention cache of each block, in tokens.</summary>
    public long CacheTokens { get; }

    /// <summary>The capacity in tokens if the attention caches of these blocks filled all free memory.</summary>
    public long LongestContext { get; }

    /// <summary>The size of the weights of one block.</summary>
    public long BlockBytes { get; }

    /// <summary>The size of the attention cache of one block.</summary>
    public long CacheBytesPerBlock { get; }

    /// <summary>The memory reserved for backward passes.</summary>
    public long BackwardBytes { get; }

    /// <summary>The size of the weights of all blocks.</summary>
    public long WeightBytes => NumBlocks * BlockBytes;

    /// <summary>The size of the attention caches of all blocks.</summary>
    public long CacheBytes => NumBlocks * CacheBytesPerBlock;

    /// <summary>The rest of <see cref="MemoryBytes"/>.</summary>
    public long FreeBytes => MemoryBytes - WeightBytes - CacheBytes - BackwardBytes;
}
