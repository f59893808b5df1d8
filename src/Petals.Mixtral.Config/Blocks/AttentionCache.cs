namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The attention cache of one block: <c>2 × hidden size × tokens // key-value groups × bytes of a value</c> (Petals
/// 2.3.0.dev2, <c>server/server.py</c>). Petals fixes the groups at 1.
/// </summary>
internal readonly record struct AttentionCache(Int128 BytesPerToken)
{
    /// <exception cref="PretrainedConfigException">A size is not positive, or the size of the dtype is
    /// unknown.</exception>
    public static AttentionCache FromConfig(DistributedMixtralConfig config, CacheSizing sizing, TorchDtype? dtype)
    {
        int bytes = BlockDtype.SizeOf(config.ResolveBlockDtype(dtype));
        long keys =
            Required.Defined(sizing) == CacheSizing.Petals
                ? WholeNumber.Positive(config.HiddenSize)
                : MixtralAttention.FromConfig(config).KeyValueSize;
        return new((Int128)2 * keys * bytes);
    }

    /// <summary>The keys and the values, as Petals' backend allocates them.</summary>
    /// <exception cref="PretrainedConfigException">A size is not positive.</exception>
    public static IReadOnlyList<TensorSpec> Tensors(IMixtralConfig config, int batchSize, long maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        var attention = MixtralAttention.FromConfig(config);
        return
        [
            new("keys", [batchSize, attention.NumKeyValueHeads, attention.HeadDim, maxLength]),
            new("values", [batchSize, attention.NumKeyValueHeads, maxLength, attention.HeadDim]),
        ];
    }

    public long SizeOf(long tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        return WholeNumber.Narrow(BytesPerToken * tokens, "size of an attention cache");
    }

    /// <summary>The largest number of tokens whose cache fits into <paramref name="bytes"/>.</summary>
    public long TokensIn(long bytes) => (long)(bytes / BytesPerToken);
}
