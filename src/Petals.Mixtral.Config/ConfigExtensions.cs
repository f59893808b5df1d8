namespace Petals.Mixtral.Config;

/// <summary>
/// Gives the records the derived values of their interfaces, because default interface members are not visible on a
/// record.
/// </summary>
public static class ConfigExtensions
{
    extension(IPretrainedConfig config)
    {
        /// <inheritdoc cref="IPretrainedConfig.NumLabels"/>
        public int NumLabels => config.NumLabels;

        /// <inheritdoc cref="IPretrainedConfig.UseReturnDict"/>
        public bool UseReturnDict => config.UseReturnDict;
    }

    extension(IMixtralConfig config)
    {
        /// <inheritdoc cref="IMixtralConfig.EffectiveHeadDim"/>
        public int EffectiveHeadDim => config.EffectiveHeadDim;

        /// <inheritdoc cref="IMixtralConfig.AttentionGroups"/>
        public int AttentionGroups => config.AttentionGroups;

        /// <inheritdoc cref="IMixtralConfig.HasSlidingWindow"/>
        public bool HasSlidingWindow => config.HasSlidingWindow;

        /// <inheritdoc cref="IMixtralConfig.ParameterCount"/>
        public long ParameterCount => config.ParameterCount;

        /// <inheritdoc cref="IMixtralConfig.ActiveParameterCount"/>
        public long ActiveParameterCount => config.ActiveParameterCount;

        /// <inheritdoc cref="IMixtralConfig.TensorsOutsideBlocks"/>
        public IReadOnlyList<TensorSpec> TensorsOutsideBlocks => config.TensorsOutsideBlocks;
    }

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

        /// <inheritdoc cref="IClientConfig.ShouldShowRoute"/>
        public bool ShouldShowRoute(RoutingMode mode) => config.ShouldShowRoute(mode);
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
}
