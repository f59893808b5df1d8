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
    internal UnknownSettingException(string key, string? suggestion)
        : this(
            $"The config has no setting '{Printable.Short(key)}'{DidYouMean(suggestion) ?? "."} "
                + "Keys are written in snake_case; a key of your own goes into ExtraAttributes."
        )
    {
        Key = key;
        Suggestion = suggestion;
    }

    /// <summary>The unknown key.</summary>
    public string? Key { get; private init; }

    /// <summary>The setting with the most similar name; <see langword="null"/> if none is similar enough.</summary>
    public string? Suggestion { get; private init; }

    internal static UnknownSettingException Option(string key, string? suggestion) =>
        new(
            $"The configuration key '{Printable.Short(key)}' is unknown"
                + (DidYouMean(suggestion) ?? "; the options are named as the properties of DistributedMixtralOptions.")
        )
        {
            Key = key,
            Suggestion = suggestion,
        };

    internal static UnknownSettingException Fixed(string key) =>
        new($"'{key}' cannot be set: it is a class attribute, or a key that Python does not keep. Leave it out.")
        {
            Key = key,
        };

    private static string? DidYouMean(string? suggestion) =>
        suggestion is null ? null : $"; did you mean '{suggestion}'?";
}
