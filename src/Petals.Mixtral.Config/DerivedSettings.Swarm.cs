using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config;

/// <content>What Petals derives for clients and servers.</content>
public static partial class DerivedSettings
{
    extension(IClientConfig config)
    {
        /// <inheritdoc cref="IClientConfig.RequireDhtPrefix"/>
        public string RequireDhtPrefix() => config.RequireDhtPrefix();

        /// <inheritdoc cref="IClientConfig.GetModuleUid"/>
        public ModuleUid GetModuleUid(int blockIndex) => config.GetModuleUid(blockIndex);

        /// <inheritdoc cref="IClientConfig.GetRetryDelay"/>
        public TimeSpan GetRetryDelay(int attempt) => config.GetRetryDelay(attempt);

        /// <inheritdoc cref="IClientConfig.IsRetryDue"/>
        public bool IsRetryDue(int attempt) => config.IsRetryDue(attempt);

        /// <inheritdoc cref="IClientConfig.ShowsRoute"/>
        public bool ShowsRoute(RoutingMode mode) => config.ShowsRoute(mode);
    }

    extension(ILMHeadConfig config)
    {
        /// <inheritdoc cref="ILMHeadConfig.ResolveChunkedForward"/>
        public bool ResolveChunkedForward() => config.ResolveChunkedForward();

        /// <inheritdoc cref="ILMHeadConfig.GetVocabularyChunks"/>
        public IReadOnlyList<Range> GetVocabularyChunks(int vocabSize) => config.GetVocabularyChunks(vocabSize);
    }

    extension(IDistributedConfig config)
    {
        /// <inheritdoc cref="IDistributedConfig.DefaultAttnCacheTokens"/>
        public int DefaultAttnCacheTokens => config.DefaultAttnCacheTokens;

        /// <inheritdoc cref="IDistributedConfig.DefaultMaxBatchSize"/>
        public int DefaultMaxBatchSize => config.DefaultMaxBatchSize;

        /// <inheritdoc cref="IDistributedConfig.DefaultInferenceMaxLength"/>
        public int DefaultInferenceMaxLength => config.DefaultInferenceMaxLength;
    }

    extension(IDistributedMixtralConfig config)
    {
        /// <inheritdoc cref="IDistributedMixtralConfig.Blocks"/>
        public IReadOnlyList<WrappedMixtralBlock> Blocks => config.Blocks;

        /// <inheritdoc cref="IDistributedMixtralConfig.PromptTensors"/>
        public IReadOnlyList<TensorSpec> PromptTensors => config.PromptTensors;

        /// <inheritdoc cref="IDistributedMixtralConfig.RequestBits"/>
        public long RequestBits => config.RequestBits;

        /// <inheritdoc cref="IDistributedMixtralConfig.ResolveBlockDtype"/>
        public TorchDtype ResolveBlockDtype(TorchDtype? dtype = null) => config.ResolveBlockDtype(dtype);

        /// <inheritdoc cref="IDistributedMixtralConfig.GetAttentionCacheBytes"/>
        public long GetAttentionCacheBytes(CacheSizing sizing, long tokens, TorchDtype? dtype = null) =>
            config.GetAttentionCacheBytes(sizing, tokens, dtype);

        /// <inheritdoc cref="IDistributedMixtralConfig.GetAttentionCacheTensors"/>
        public IReadOnlyList<TensorSpec> GetAttentionCacheTensors(int batchSize, long maxLength) =>
            config.GetAttentionCacheTensors(batchSize, maxLength);

        /// <inheritdoc cref="IDistributedMixtralConfig.GetBackwardBytes"/>
        public long GetBackwardBytes(int numDevices = 1) => config.GetBackwardBytes(numDevices);

        /// <inheritdoc cref="IDistributedMixtralConfig.PlanBlocks"/>
        public BlockPlan PlanBlocks(long memoryBytes, BlockPlanOptions? options = null) =>
            config.PlanBlocks(memoryBytes, options);
    }
}
