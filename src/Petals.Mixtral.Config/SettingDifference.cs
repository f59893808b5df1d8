namespace Petals.Mixtral.Config;

/// <summary>A setting with different values in two configs: see
/// <see cref="DistributedMixtralConfig.Differences"/>.</summary>
public sealed class SettingDifference
{
    internal SettingDifference(string key, string? value, string? otherValue)
    {
        Key = key;
        Value = value;
        OtherValue = otherValue;
    }

    /// <summary>The JSON key.</summary>
    public string Key { get; }

    /// <summary>The value as JSON text; <see langword="null"/> if the config does not have the key.</summary>
    public string? Value { get; }

    /// <summary>The value in the other config.</summary>
    public string? OtherValue { get; }

    /// <summary>The key and both values.</summary>
    /// <returns><c>max_retries: 3 -> null</c>, with <c>-</c> for a missing value.</returns>
    public override string ToString() => $"{Key}: {Value ?? "-"} -> {OtherValue ?? "-"}";
}
