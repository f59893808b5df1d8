namespace Petals.Mixtral.Config;

/// <summary>One setting of a config, for display: see
/// <see cref="DistributedMixtralConfig.DescribeSettings"/>.</summary>
/// <param name="Key">The JSON key.</param>
/// <param name="Part">The class that the setting belongs to.</param>
/// <param name="Value">The value as JSON text, on one line, spelled as Python would: NaN and the infinities stand
/// bare.</param>
/// <param name="Origin">Where the value comes from.</param>
public sealed record ConfigSetting(string Key, ConfigPart Part, string Value, SettingOrigin Origin)
{
    /// <summary>Whether the other setting has an equal value, however that is spelled: 1000000 and 1000000.0 are equal.
    /// What is no JSON is equal to the same text alone.</summary>
    /// <param name="other">A setting of another config.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public bool HasValueOf(ConfigSetting other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return JsonEquality.AreEqual(Value, other.Value);
    }
}
