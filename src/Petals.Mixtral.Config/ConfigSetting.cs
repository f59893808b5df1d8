namespace Petals.Mixtral.Config;

/// <summary>One setting of a config, for display: see <see cref="DistributedMixtralConfig.DescribeSettings"/>.</summary>
/// <param name="Key">The JSON key.</param>
/// <param name="Part">The class that the setting belongs to.</param>
/// <param name="Value">The value as JSON text, on one line, spelled as Python would.</param>
/// <param name="Origin">Where the value comes from.</param>
public sealed record ConfigSetting(string Key, ConfigPart Part, string Value, SettingOrigin Origin);
