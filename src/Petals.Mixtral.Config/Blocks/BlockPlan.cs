namespace Petals.Mixtral.Config.Blocks;

/// <summary>How many blocks a server holds, and what each share of its memory is for. All sizes are bytes.</summary>
public sealed class BlockPlan
{
    internal BlockPlan(TorchDtype dtype) => Dtype = dtype;

    /// <summary>The memory of the server.</summary>
    public long MemoryBytes { get; internal init; }

    /// <summary>How the weights are held.</summary>
    public QuantType QuantType { get; internal init; }

    /// <summary>The dtype of weights that are not quantised, and of the attention cache.</summary>
    public TorchDtype Dtype { get; }

    /// <summary>By what the attention cache is counted.</summary>
    public CacheSizing CacheSizing { get; internal init; }

    /// <summary>The number of blocks that are held.</summary>
    public int NumBlocks { get; internal init; }

    /// <summary>The tokens that the attention cache of each block has room for.</summary>
    public long CacheTokens { get; internal init; }

    /// <summary>The most tokens that the attention cache of each of these blocks could have room for, in all of the
    /// memory.</summary>
    public long LongestContext { get; internal init; }

    /// <summary>The size of the weights of one block.</summary>
    public long BlockBytes { get; internal init; }

    /// <summary>The size of the attention cache of one block.</summary>
    public long CacheBytesPerBlock { get; internal init; }

    /// <summary>What is kept free for backward passes.</summary>
    public long BackwardBytes { get; internal init; }

    /// <summary>The size of the weights of all blocks.</summary>
    public long WeightBytes => NumBlocks * BlockBytes;

    /// <summary>The size of the attention caches of all blocks.</summary>
    public long CacheBytes => NumBlocks * CacheBytesPerBlock;

    /// <summary>What is left: <see cref="MemoryBytes"/> without weights, attention cache and backward passes.</summary>
    public long FreeBytes => MemoryBytes - WeightBytes - CacheBytes - BackwardBytes;
}
