using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config;

/// <summary>
/// Makes the derived values of the interfaces, which are default members and so invisible through a class, visible on
/// the records too.
/// </summary>
public static partial class DerivedSettings
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
}
