namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// Chooses how many blocks a server holds, as Petals does (Petals 2.3.0.dev2, <c>server/server.py</c>), but in whole
/// numbers: <c>(memory - backward) // (block + cache)</c>, at most all of them.
/// </summary>
internal sealed class BlockPlanner
{
    private readonly DistributedMixtralConfig _config;
    private readonly long _memory;
    private readonly BlockPlanOptions _options;
    private readonly AttentionCache _cache;
    private readonly long _block;
    private readonly long _backward;

    private BlockPlanner(DistributedMixtralConfig config, long memoryBytes, BlockPlanOptions options)
    {
        var dimensions = BlockDimensions.FromConfig(config);
        _config = config;
        _memory = memoryBytes;
        _options = options;
        _cache = AttentionCache.FromConfig(config, options.CacheSizing, options.Dtype);
        _block = BlockSize.InMemory(
            dimensions.ParameterCount,
            options.QuantType,
            config.ResolveBlockDtype(options.Dtype)
        );
        _backward = BackwardMemory.InBytes(config, options.NumDevices);
    }

    /// <exception cref="BlocksDoNotFitException">The blocks do not fit.</exception>
    /// <exception cref="PretrainedConfigException">A size is not positive, not known, or does not fit into 64
    /// bits.</exception>
    public static BlockPlan Plan(DistributedMixtralConfig config, long memoryBytes, BlockPlanOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(memoryBytes);
        int layers = WholeNumber.Positive(config.NumHiddenLayers, "num_hidden_layers");
        if (options.NumBlocks > layers)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.NumBlocks,
                $"{nameof(options.NumBlocks)} is {options.NumBlocks}, but the model has {layers} blocks."
            );
        }

        var planner = new BlockPlanner(config, memoryBytes, options);
        return options.NumBlocks is { } blocks
            ? planner.PlanExactly(blocks, options.CacheTokens)
            : planner.PlanAtMost(layers, options.CacheTokens ?? config.DefaultAttnCacheTokens);
    }

    private BlockPlan PlanAtMost(int layers, long tokens)
    {
        long blocks = (_memory - _backward) / SizeOf(1, tokens);
        return blocks >= 1 ? Plan((int)Math.Min(blocks, layers), tokens) : throw DoNotFit(1, tokens);
    }

    private BlockPlan PlanExactly(int blocks, long? tokens)
    {
        long least = tokens ?? 1;
        return SizeOf(blocks, least) <= _memory - _backward
            ? Plan(blocks, tokens ?? LongestContext(blocks))
            : throw DoNotFit(blocks, least);
    }

    /// <summary>The size of blocks and their caches.</summary>
    private long SizeOf(int blocks, long tokens) =>
        WholeNumber.Narrow(((Int128)_block + _cache.SizeOf(tokens)) * blocks, "size of the blocks");

    private long LongestContext(int blocks) => _cache.TokensIn(((_memory - _backward) / blocks) - _block);

    private BlockPlan Plan(int blocks, long tokens) =>
        new(_config.ResolveBlockDtype(_options.Dtype))
        {
            MemoryBytes = _memory,
            QuantType = _options.QuantType,
            CacheSizing = _options.CacheSizing,
            NumBlocks = blocks,
            CacheTokens = tokens,
            LongestContext = LongestContext(blocks),
            BlockBytes = _block,
            CacheBytesPerBlock = _cache.SizeOf(tokens),
            BackwardBytes = _backward,
        };

    private BlocksDoNotFitException DoNotFit(int blocks, long tokens) =>
        new(
            blocks,
            tokens,
            WholeNumber.Narrow((Int128)SizeOf(blocks, tokens) + _backward, "memory that is needed"),
            _memory
        );
}
