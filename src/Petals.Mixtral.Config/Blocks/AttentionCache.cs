namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The attention cache of one block (Petals 2.3.0.dev2, <c>server/server.py</c>): <c>values of a token × tokens //
/// groups × bytes of a value</c>.
/// </summary>
/// <param name="ValuesPerToken">The number of keys and values of a token, before heads share them.</param>
/// <param name="Groups">The number of heads that share each.</param>
/// <param name="BytesPerValue">The size of the dtype.</param>
internal readonly record struct AttentionCache(long ValuesPerToken, int Groups, int BytesPerValue)
{
    private const string What = "size of an attention cache";

    /// <exception cref="PretrainedConfigException">A size is not positive, or that of the dtype is not
    /// known.</exception>
    public static AttentionCache FromConfig(DistributedMixtralConfig config, CacheSizing sizing, TorchDtype? dtype)
    {
        int bytes = BlockDtype.SizeOf(config.ResolveBlockDtype(dtype));
        return Required.Defined(sizing) == CacheSizing.Petals
            ? new AttentionCache(
                2L * WholeNumber.Positive(config.HiddenSize, "hidden_size"),
                WholeNumber.Positive(config.NumKeyValueGroups, "num_key_value_groups"),
                bytes
            )
            : new AttentionCache(2 * MixtralAttention.FromConfig(config).KeyValueSize, 1, bytes);
    }

    /// <summary>The keys and the values that a server holds, as Petals' backend allocates them.</summary>
    /// <exception cref="PretrainedConfigException">A size is not positive.</exception>
    public static IReadOnlyList<TensorSpec> Tensors(IMixtralConfig config, int batchSize, long maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        var attention = MixtralAttention.FromConfig(config);
        return ValueList<TensorSpec>.Create([
            new TensorSpec(
                "keys",
                ValueList<long>.Create([batchSize, attention.NumKeyValueHeads, attention.HeadDim, maxLength])
            ),
            new TensorSpec(
                "values",
                ValueList<long>.Create([batchSize, attention.NumKeyValueHeads, maxLength, attention.HeadDim])
            ),
        ]);
    }

    public long SizeOf(long tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        return WholeNumber.Narrow(
            (Int128)WholeNumber.Narrow((Int128)ValuesPerToken * tokens / Groups, What) * BytesPerValue,
            What
        );
    }

    /// <summary>The largest number of tokens whose cache fits into <paramref name="bytes"/>.</summary>
    public long TokensIn(long bytes)
    {
        Int128 values = bytes / BytesPerValue;
        return WholeNumber.Narrow((((values + 1) * Groups) - 1) / ValuesPerToken, "number of tokens");
    }
}
