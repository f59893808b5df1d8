namespace Petals.Mixtral.Config;

/// <content>What Petals computes from the config alone.</content>
public sealed partial record DistributedMixtralConfig
{
    private const long BackwardBytesForBloom = 2L << 30;
    private const int HiddenSizeOfBloom = 14336;

    /// <summary>The blocks of the model, in order. The list creates each block on access.</summary>
    /// <exception cref="PretrainedConfigException"><see cref="IMixtralConfig.NumHiddenLayers"/> is not positive, or, on
    /// access to a block, another size is not positive.</exception>
    /// <example><code>
    /// var config = DistributedMixtralConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1");
    /// Console.WriteLine(config.Blocks[3].GetSizeInBytes(QuantType.Nf4)); // 778697137
    /// </code></example>
    public IReadOnlyList<WrappedMixtralBlock> Blocks =>
        new LazyList<WrappedMixtralBlock>(
            WholeNumber.Positive(NumHiddenLayers),
            index => WrappedMixtralBlock.FromConfig(this, index)
        );

    /// <summary>
    /// The trainable tensors of prompt tuning, which are always float32: <c>[pre_seq_len, hidden_size]</c>, and for
    /// <see cref="TuningMode.DeepPTune"/> also <c>[pre_seq_len, num_hidden_layers × hidden_size]</c> (Petals
    /// <c>client/ptune.py</c>).
    /// </summary>
    /// <value>Empty without a tuning mode.</value>
    /// <exception cref="PretrainedConfigException">There is a tuning mode, but <see cref="IPTuneConfig.PreSeqLen"/> or
    /// another size is not positive.</exception>
    public IReadOnlyList<TensorSpec> PromptTensors
    {
        get
        {
            if (TuningMode is null)
            {
                return ValueList<TensorSpec>.Empty;
            }

            long tokens = WholeNumber.Positive(PreSeqLen);
            long hidden = WholeNumber.Positive(HiddenSize);
            TensorSpec first = new("prompt_embeddings.weight", [tokens, hidden]);
            if (TuningMode == Config.TuningMode.PTune)
            {
                return [first];
            }

            long layers = WholeNumber.Positive(NumHiddenLayers);
            return [first, new TensorSpec("intermediate_prompt_embeddings.weight", [tokens, layers * hidden])];
        }
    }

    /// <summary>
    /// The bits of a request for each token, in one direction: clients send hidden states of 16 bits (Petals
    /// <c>server/throughput.py</c>). At 100 Mbit/s, the number of tokens per second is 100,000,000 divided by this
    /// value.
    /// </summary>
    /// <exception cref="PretrainedConfigException">The hidden size is not positive.</exception>
    public long RequestBitsPerToken => 16L * WholeNumber.Positive(HiddenSize);

    /// <summary>Returns the dtype in which a server keeps a block (Petals <c>resolve_block_dtype</c>).</summary>
    /// <param name="dtype">The dtype that the server requests, if any.</param>
    /// <returns><paramref name="dtype"/>, unless it is <see langword="null"/> or <c>auto</c>; otherwise
    /// <see cref="IPretrainedConfig.TorchDtype"/>, or bfloat16 if that is <see langword="null"/>, <c>auto</c> or
    /// float32.</returns>
    public TorchDtype ResolveBlockDtype(TorchDtype? dtype = null)
    {
        var ofModel = TorchDtype.Resolve(TorchDtype, TorchDtype.BFloat16);
        return TorchDtype.Resolve(dtype, ofModel == TorchDtype.Float32 ? TorchDtype.BFloat16 : ofModel);
    }

    /// <summary>Returns the size of the attention cache of one block.</summary>
    /// <param name="sizing">Whether to count as Petals does, or only the key-value heads that exist.</param>
    /// <param name="tokens">The capacity in tokens; Petals' default is
    /// <see cref="IDistributedConfig.DefaultAttnCacheTokens"/>.</param>
    /// <param name="dtype">The dtype of the keys and values; by default that of the block.</param>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sizing"/> is not a <see cref="CacheSizing"/>, or
    /// <paramref name="tokens"/> is negative.</exception>
    /// <exception cref="PretrainedConfigException">A size is not positive, the size of the dtype is unknown, or the
    /// result does not fit into 64 bits.</exception>
    public long GetAttentionCacheBytes(CacheSizing sizing, long tokens, TorchDtype? dtype = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        long keys =
            Required.Defined(sizing) == CacheSizing.Petals
                ? WholeNumber.Positive(HiddenSize)
                : MixtralAttention.FromConfig(this).KeyValueSize;
        long ofToken = WholeNumber.Narrow((Int128)2 * keys * TorchDtype.SizeOf(ResolveBlockDtype(dtype)));
        return WholeNumber.Narrow((Int128)ofToken * tokens);
    }

    /// <summary>
    /// Returns the tensors of a session for one block (Petals <c>server/backend.py</c>): keys <c>[batch, key-value
    /// heads, head size, length]</c> and values <c>[batch, key-value heads, length, head size]</c>.
    /// </summary>
    /// <param name="batchSize">The number of sequences.</param>
    /// <param name="maxLength">The maximum number of tokens of a sequence.</param>
    /// <returns>The two tensors, named <c>keys</c> and <c>values</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive.</exception>
    /// <exception cref="PretrainedConfigException">The number of key-value heads, or the size of a head, is not
    /// positive.</exception>
    public IReadOnlyList<TensorSpec> GetAttentionCacheTensors(int batchSize, long maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        var attention = MixtralAttention.FromConfig(this);
        return
        [
            new("keys", [batchSize, attention.NumKeyValueHeads, attention.HeadDim, maxLength]),
            new("values", [batchSize, attention.NumKeyValueHeads, maxLength, attention.HeadDim]),
        ];
    }

    /// <summary>
    /// Returns the memory that a server reserves for backward passes: 2 GiB × devices / 14336 × hidden size (Petals
    /// <c>server/server.py</c>).
    /// </summary>
    /// <param name="numDevices">The number of devices that share each block.</param>
    /// <returns>The size in bytes, rounded up.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numDevices"/> is not positive.</exception>
    /// <exception cref="PretrainedConfigException">The hidden size is not positive, or the result does not fit into 64
    /// bits.</exception>
    public long GetBackwardReserveBytes(int numDevices = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numDevices);
        Int128 scaled = (Int128)BackwardBytesForBloom * numDevices * WholeNumber.Positive(HiddenSize);

        // Petals rounds the remaining memory down; rounding the reserve up leaves the same remainder.
        return WholeNumber.Narrow((scaled + HiddenSizeOfBloom - 1) / HiddenSizeOfBloom);
    }

    /// <summary>
    /// Plans how many blocks a server holds, and how its memory is divided. With
    /// <see cref="BlockPlanOptions.NumBlocks"/>, the attention cache gets the memory that the blocks leave.
    /// </summary>
    /// <param name="memoryBytes">The memory of the server in bytes: of all its devices, or of the machine.</param>
    /// <param name="options">The options of the server; by default those of a Petals server.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="memoryBytes"/> is not positive, or
    /// <see cref="BlockPlanOptions.NumBlocks"/> exceeds the number of layers.</exception>
    /// <exception cref="BlocksDoNotFitException">Not one block fits, or the requested blocks do not.</exception>
    /// <exception cref="PretrainedConfigException">A size is not positive, the size of the dtype is unknown, or a
    /// result does not fit into 64 bits.</exception>
    /// <example><code>
    /// var config = DistributedMixtralConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1");
    /// var options = new BlockPlanOptions { QuantType = QuantType.Nf4 };
    /// BlockPlan plan = config.PlanBlocks(24L * 1024 * 1024 * 1024, options);
    /// Console.WriteLine($"{plan.NumBlocks} blocks, {plan.CacheTokens} tokens"); // 29 blocks, 4096 tokens
    /// </code></example>
    public BlockPlan PlanBlocks(long memoryBytes, BlockPlanOptions? options = null) =>
        new(this, memoryBytes, options ?? new BlockPlanOptions());

    /// <summary>Plans as <see cref="PlanBlocks"/> does, but returns false if the blocks do not fit.</summary>
    /// <param name="memoryBytes">The memory of the server, in bytes.</param>
    /// <param name="plan">The plan; <see langword="null"/> if the blocks do not fit.</param>
    /// <param name="options">The options of the server; by default those of a Petals server.</param>
    /// <returns><see langword="true"/> if the blocks fit.</returns>
    /// <inheritdoc cref="PlanBlocks" path="/exception[not(contains(@cref, 'BlocksDoNotFit'))]"/>
    public bool TryPlanBlocks(
        long memoryBytes,
        [NotNullWhen(true)] out BlockPlan? plan,
        BlockPlanOptions? options = null
    )
    {
        try
        {
            plan = PlanBlocks(memoryBytes, options);
        }
        catch (BlocksDoNotFitException)
        {
            plan = null;
        }

        return plan is not null;
    }
}
