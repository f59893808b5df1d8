namespace Petals.Mixtral.Config.Settings;

/// <summary>The records that have the values of settings. A plain <see cref="MixtralConfig"/> has only the model.</summary>
internal sealed class ConfigParts
{
    /// <summary>In the order of <see cref="ConfigPart"/>. The model has the settings of two parts.</summary>
    private readonly object?[] _records;

    public ConfigParts(MixtralConfig model)
        : this([model, model, null, null, null]) { }

    public ConfigParts(DistributedMixtralConfig config)
        : this([config.Model, config.Model, config.Client, config.PTune, config.LMHead]) { }

    private ConfigParts(object?[] records) => _records = records;

    public static ConfigParts Defaults { get; } = new(new DistributedMixtralConfig());

    public MixtralConfig Model => (MixtralConfig)this[ConfigPart.Mixtral];

    public ClientConfig Client => (ClientConfig)this[ConfigPart.Client];

    public PTuneConfig PTune => (PTuneConfig)this[ConfigPart.PTune];

    public LMHeadConfig LMHead => (LMHeadConfig)this[ConfigPart.LMHead];

    public bool HasPetals => _records[(int)ConfigPart.Client] is not null;

    public object this[ConfigPart part] => _records[(int)part]!;

    /// <summary>The records with another value of one setting.</summary>
    public ConfigParts With(Setting setting, object? value)
    {
        object before = this[setting.Part];
        object after = setting.With(before, value);
        return new ConfigParts([.. _records.Select(record => ReferenceEquals(record, before) ? after : record)]);
    }
}
