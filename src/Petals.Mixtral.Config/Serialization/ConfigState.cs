namespace Petals.Mixtral.Config.Serialization;

/// <summary>The settings of a config, beside what they were read from.</summary>
internal sealed class ConfigState(ConfigParts parts, ConfigSource? model, ConfigSource? petals)
{
    public ConfigState(DistributedMixtralConfig config)
        : this(new ConfigParts(config), config.Model.Source.Value, config.Source.Value) { }

    public ConfigState(MixtralConfig config)
        : this(new ConfigParts(config), config.Source.Value, null) { }

    public SettingState this[Setting setting] => new(setting, parts[setting.Part], setting.IsPetals ? petals : model);

    public bool Has(Setting setting) => !setting.IsPetals || parts.HasPetals;
}
