using System.Diagnostics.CodeAnalysis;
using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config;

/// <content>What Petals computes from the architecture and the swarm settings together, without a PyTorch module.</content>
public sealed partial record DistributedMixtralConfig
{
    /// <summary>The blocks of the model, in order. A list that makes each block when it is asked for, so that its
    /// length costs nothing.</summary>
    /// <exception cref="PretrainedConfigException"><see cref="IMixtralConfig.NumHiddenLayers"/> is not positive; of a
    /// block: another size is not.</exception>
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
    /// <value>Empty where there is no tuning mode.</value>
    /// <exception cref="PretrainedConfigException">There is a tuning mode, but <see cref="IPTuneConfig.PreSeqLen"/> or
    /// another size is not positive.</exception>
    public IReadOnlyList<TensorSpec> PromptTensors => PromptTuning.TensorsOf(this);

    /// <summary>
    /// The bits that a request takes for each token, in one direction: clients send hidden states of 16 bits
    /// (Petals <c>server/throughput.py</c>). A network of 100 Mbit/s carries 100,000,000 divided by this.
    /// </summary>
    /// <exception cref="PretrainedConfigException">The hidden size is not positive.</exception>
    public long RequestBitsPerToken => 16L * WholeNumber.Positive(HiddenSize);

    /// <summary>The dtype in which a server holds a block (Petals <c>resolve_block_dtype</c>).</summary>
    /// <param name="dtype">What the server was told: any but <see cref="TorchDtype.Auto"/> stays.</param>
    /// <returns>Else <see cref="IPretrainedConfig.TorchDtype"/>, but bfloat16 where that is <c>auto</c>, float32 or
    /// none.</returns>
    public TorchDtype ResolveBlockDtype(TorchDtype? dtype = null) => BlockDtype.Resolve(TorchDtype, dtype);

    /// <summary>The size of the attention cache of one block, in bytes.</summary>
    /// <param name="sizing">Whether it is counted as Petals counts, or as it really is; for the published models these
    /// differ 4 and 6 times.</param>
    /// <param name="tokens">The tokens that it has room for; Petals' default is
    /// <see cref="IDistributedConfig.DefaultAttnCacheTokens"/>.</param>
    /// <param name="dtype">The dtype of the keys and values; by default that of the block.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sizing"/> is no member of
    /// <see cref="CacheSizing"/>, or <paramref name="tokens"/> is negative.</exception>
    /// <exception cref="PretrainedConfigException">A size is not positive, that of the dtype is not known, or the
    /// result does not fit into 64 bits.</exception>
    public long GetAttentionCacheBytes(CacheSizing sizing, long tokens, TorchDtype? dtype = null) =>
        AttentionCache.FromConfig(this, sizing, dtype).SizeOf(tokens);

    /// <summary>
    /// The tensors that a session holds for one block (Petals <c>server/backend.py</c>): keys <c>[batch, key-value
    /// heads, head size, length]</c> and values <c>[batch, key-value heads, length, head size]</c>.
    /// </summary>
    /// <param name="batchSize">The number of sequences.</param>
    /// <param name="maxLength">The most tokens of a sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive.</exception>
    /// <exception cref="PretrainedConfigException">The number of key-value heads, or the size of a head, is not
    /// positive.</exception>
    public IReadOnlyList<TensorSpec> GetAttentionCacheTensors(int batchSize, long maxLength) =>
        AttentionCache.Tensors(this, batchSize, maxLength);

    /// <summary>
    /// The memory that a server keeps free for backward passes, in bytes, rounded up: 2 GiB × devices / 14336 × hidden
    /// size (Petals <c>server/server.py</c>).
    /// </summary>
    /// <param name="numDevices">The number of devices that share each block.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numDevices"/> is not positive.</exception>
    /// <exception cref="PretrainedConfigException">The hidden size is not positive, or the result does not fit into 64
    /// bits.</exception>
    public long GetBackwardReserveBytes(int numDevices = 1) => BackwardMemory.InBytes(this, numDevices);

    /// <summary>
    /// How many blocks a server can hold, and what each share of its memory is for. With
    /// <see cref="BlockPlanOptions.NumBlocks"/> it is the attention cache that takes what these leave.
    /// </summary>
    /// <param name="memoryBytes">The memory of the server, in bytes: of its devices together, or of the
    /// machine.</param>
    /// <param name="options">How the blocks are held.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="memoryBytes"/> is not positive, or more blocks are
    /// asked for than there are.</exception>
    /// <exception cref="BlocksDoNotFitException">Not even one block fits, or not those that are asked for.</exception>
    /// <exception cref="PretrainedConfigException">A size is not positive or not known, or a result does not fit into
    /// 64 bits.</exception>
    public BlockPlan PlanBlocks(long memoryBytes, BlockPlanOptions? options = null) =>
        BlockPlanner.Plan(this, memoryBytes, options ?? BlockPlanOptions.Default);

    /// <summary>Plans as <see cref="PlanBlocks"/> does, for memory that may be too small.</summary>
    /// <param name="memoryBytes">The memory of the server, in bytes.</param>
    /// <param name="plan">The plan; <see langword="null"/> if the blocks do not fit.</param>
    /// <param name="options">How the blocks are held.</param>
    /// <returns>Whether the blocks fit.</returns>
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
