namespace Petals.Mixtral.Config;

/// <summary>One setting of a config, for display: see
/// <see cref="DistributedMixtralConfig.DescribeSettings"/>.</summary>
public sealed class ConfigSetting
{
    internal ConfigSetting(string key, ConfigPart part, string value, SettingOrigin origin)
    {
        Key = key;
        Part = part;
        Value = value;
        Origin = origin;
    }

    /// <summary>The JSON key.</summary>
    public string Key { get; }

    /// <summary>The class that the setting belongs to.</summary>
    public ConfigPart Part { get; }

    /// <summary>The value as JSON text on one line, as Python writes it, with bare NaN and infinities.</summary>
    public string Value { get; }

    /// <summary>The origin of the value.</summary>
    public SettingOrigin Origin { get; }
}
