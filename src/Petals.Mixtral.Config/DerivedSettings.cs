namespace Petals.Mixtral.Config;

/// <summary>
/// Makes the derived values of the interfaces, which are default members and so invisible through a class, visible on the records too.
/// </summary>
public static class DerivedSettings
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
    }

    extension(IClientConfig config)
    {
        /// <inheritdoc cref="IClientConfig.RequireDhtPrefix"/>
        public string RequireDhtPrefix() => config.RequireDhtPrefix();
    }
}
