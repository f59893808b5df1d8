namespace Petals.Mixtral.Config;

/// <summary>
/// A key of <see cref="DistributedMixtralConfig.Update(string, System.Text.Json.JsonElement)"/> or
/// <see cref="DistributedMixtralConfig.UpdateFromString"/> is not a setting or key of the config, or has a fixed value;
/// or a configuration key is not an option of <see cref="DistributedMixtralOptions"/>. The message suggests the nearest
/// name.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class UnknownSettingException(string message, Exception? innerException = null)
    : PretrainedConfigException(message, innerException)
{
    private UnknownSettingException(string problem, string key, string? suggestion, string remedy)
        : this(problem + (suggestion is null ? $". {remedy}" : $"; did you mean '{suggestion}'?"))
    {
        Key = key;
        Suggestion = suggestion;
    }

    /// <summary>The unknown key.</summary>
    public string? Key { get; }

    /// <summary>The setting with the most similar name; <see langword="null"/> if none is similar enough.</summary>
    public string? Suggestion { get; }

    internal static UnknownSettingException Setting(string key, string? suggestion) =>
        new(
            $"The config has no setting '{Printable.Short(key)}'",
            key,
            suggestion,
            "Write keys in snake_case. Put other keys into ExtraAttributes."
        );

    internal static UnknownSettingException Option(string key, string? suggestion) =>
        new(
            $"The configuration key '{Printable.Short(key)}' is unknown",
            key,
            suggestion,
            "Use the names of the properties of DistributedMixtralOptions."
        );

    internal static UnknownSettingException Fixed(string key) =>
        new($"'{key}' cannot be set", key, suggestion: null, "It is fixed, or Python does not keep it. Leave it out.");
}
