namespace Petals.Mixtral.Config;

/// <summary>One setting of a config, for display: see <see cref="DistributedMixtralConfig.DescribeSettings"/>.</summary>
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

    /// <summary>The value as JSON text, on one line, spelled as Python does: NaN and the infinities are bare.</summary>
    public string Value { get; }

    /// <summary>Where the value comes from.</summary>
    public SettingOrigin Origin { get; }
}
