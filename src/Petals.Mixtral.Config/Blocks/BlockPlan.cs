namespace Petals.Mixtral.Config.Blocks;

/// <summary>The number of blocks that a server holds, and the parts of its memory. Sizes are in bytes.</summary>
public sealed class BlockPlan
{
    internal BlockPlan(TorchDtype dtype) => Dtype = dtype;

    /// <summary>The memory of the server.</summary>
    public long MemoryBytes { get; internal init; }

    /// <summary>The quantisation of the weights.</summary>
    public QuantType QuantType { get; internal init; }

    /// <summary>The dtype of weights that are not quantised, and of the attention cache.</summary>
    public TorchDtype Dtype { get; }

    /// <summary>How the size of the attention cache is counted.</summary>
    public CacheSizing CacheSizing { get; internal init; }

    /// <summary>The number of blocks.</summary>
    public int NumBlocks { get; internal init; }

    /// <summary>The capacity of the attention cache of each block, in tokens.</summary>
    public long CacheTokens { get; internal init; }

    /// <summary>The capacity in tokens if the attention caches of these blocks filled all free memory.</summary>
    public long LongestContext { get; internal init; }

    /// <summary>The size of the weights of one block.</summary>
    public long BlockBytes { get; internal init; }

    /// <summary>The size of the attention cache of one block.</summary>
    public long CacheBytesPerBlock { get; internal init; }

    /// <summary>The memory reserved for backward passes.</summary>
    public long BackwardBytes { get; internal init; }

    /// <summary>The size of the weights of all blocks.</summary>
    public long WeightBytes => NumBlocks * BlockBytes;

    /// <summary>The size of the attention caches of all blocks.</summary>
    public long CacheBytes => NumBlocks * CacheBytesPerBlock;

    /// <summary>The rest of <see cref="MemoryBytes"/>.</summary>
    public long FreeBytes => MemoryBytes - WeightBytes - CacheBytes - BackwardBytes;
}
