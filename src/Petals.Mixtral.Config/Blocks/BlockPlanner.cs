namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// Chooses how many blocks a server holds, as Petals does (Petals 2.3.0.dev2, <c>server/server.py</c>), but in whole
/// numbers: <c>(memory - backward) // (block + cache)</c>, at most all of them.
/// </summary>
internal static class BlockPlanner
{
    /// <exception cref="BlocksDoNotFitException">The blocks do not fit.</exception>
    /// <exception cref="PretrainedConfigException">A size is not positive, not known, or does not fit into 64
    /// bits.</exception>
    public static BlockPlan Plan(DistributedMixtralConfig config, long memoryBytes, BlockPlanOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(memoryBytes);
        int layers = WholeNumber.Positive(config.NumHiddenLayers);
        if (options.NumBlocks > layers)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.NumBlocks,
                $"{nameof(options.NumBlocks)} is {options.NumBlocks}, but the model has {layers} blocks."
            );
        }

        TorchDtype dtype = config.ResolveBlockDtype(options.Dtype);
        long parameters = BlockDimensions.FromConfig(config).ParameterCount;
        long block = BlockSize.InMemory(parameters, options.QuantType, dtype);
        var cache = AttentionCache.FromConfig(config, options.CacheSizing, dtype);
        long backward = BackwardMemory.InBytes(config, options.NumDevices);
        long memoryForBlocks = memoryBytes - backward;

        // The fewest blocks and tokens that the caller accepts.
        int blocks = options.NumBlocks ?? 1;
        long tokens = options.CacheTokens ?? (options.NumBlocks is null ? config.DefaultAttnCacheTokens : 1);
        long required = WholeNumber.Narrow(((Int128)block + cache.SizeOf(tokens)) * blocks, "size of the blocks");
        if (required > memoryForBlocks)
        {
            long total = WholeNumber.Narrow((Int128)required + backward, "memory that is needed");
            throw new BlocksDoNotFitException(blocks, tokens, total, memoryBytes);
        }

        blocks = options.NumBlocks ?? (int)Math.Min(memoryForBlocks / required, layers);
        long longestContext = cache.TokensIn((memoryForBlocks / blocks) - block);
        if (options is { NumBlocks: not null, CacheTokens: null })
        {
            tokens = longestContext;
        }

        return new(dtype)
        {
            MemoryBytes = memoryBytes,
            QuantType = options.QuantType,
            CacheSizing = options.CacheSizing,
            NumBlocks = blocks,
            CacheTokens = tokens,
            LongestContext = longestContext,
            BlockBytes = block,
            CacheBytesPerBlock = cache.SizeOf(tokens),
            BackwardBytes = backward,
        };
    }
}
