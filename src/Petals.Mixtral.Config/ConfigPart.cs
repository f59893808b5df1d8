namespace Petals.Mixtral.Config;

/// <summary>The Python class that a setting comes from.</summary>
public enum ConfigPart
{
    /// <summary>Common to all models: <see cref="IPretrainedConfig"/>.</summary>
    Pretrained,

    /// <summary>The Mixtral architecture: <see cref="IMixtralConfig"/>.</summary>
    Mixtral,

    /// <summary>The swarm client: <see cref="IClientConfig"/>.</summary>
    Client,

    /// <summary>Prompt tuning: <see cref="IPTuneConfig"/>.</summary>
    PTune,

    /// <summary>The language-model head: <see cref="ILMHeadConfig"/>.</summary>
    LMHead,

    /// <summary>A key without a property: <see cref="IPretrainedConfig.ExtraAttributes"/>.</summary>
    Extra,
}
