namespace Petals.Mixtral.Config.Settings;

/// <summary>The records that have the values of settings. A plain <see cref="MixtralConfig"/> has only the model.</summary>
internal readonly record struct ConfigParts(
    MixtralConfig Model,
    ClientConfig? Client = null,
    PTuneConfig? PTune = null,
    LMHeadConfig? LMHead = null
)
{
    public static ConfigParts Defaults { get; } = Of(new DistributedMixtralConfig());

    public object this[ConfigPart part] =>
        part switch
        {
            ConfigPart.Client => Client!,
            ConfigPart.PTune => PTune!,
            ConfigPart.LMHead => LMHead!,
            _ => Model,
        };

    public static ConfigParts Of(DistributedMixtralConfig config) =>
        new(config.Model, config.Client, config.PTune, config.LMHead);

    /// <summary>The parts with another value of one setting.</summary>
    public ConfigParts With(Setting setting, object? value)
    {
        object part = setting.With(this[setting.Part], value);
        return setting.Part switch
        {
            ConfigPart.Client => this with { Client = (ClientConfig)part },
            ConfigPart.PTune => this with { PTune = (PTuneConfig)part },
            ConfigPart.LMHead => this with { LMHead = (LMHeadConfig)part },
            _ => this with { Model = (MixtralConfig)part },
        };
    }
}
