namespace Petals.Mixtral.Config;

/// <summary>
/// A key given to <see cref="DistributedMixtralConfig.Update(string, System.Text.Json.JsonElement)"/> or
/// <see cref="DistributedMixtralConfig.UpdateFromString"/> is neither a setting nor a key of the config, or is one
/// whose value is fixed; or a key of a program's configuration is no option of
/// <see cref="DistributedMixtralOptions"/>. The message suggests the nearest name.
/// </summary>
public sealed class UnknownSettingException : PretrainedConfigException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which key is unknown, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public UnknownSettingException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    internal UnknownSettingException(string key, string? suggestion)
        : base(
            "The config has no setting "
                + $"'{Printable.Short(key)}'{(suggestion is null ? "." : $"; did you mean '{suggestion}'?")} "
                + "Keys are written in snake_case; a key of your own goes into ExtraAttributes."
        )
    {
        Key = key;
        Suggestion = suggestion;
    }

    private UnknownSettingException(string message, string key, string? suggestion)
        : base(message)
    {
        Key = key;
        Suggestion = suggestion;
    }

    /// <summary>The key that was given.</summary>
    public string? Key { get; }

    /// <summary>The setting with the most similar name, where one is similar enough.</summary>
    public string? Suggestion { get; }

    internal static UnknownSettingException Option(string key, string? suggestion) =>
        new(
            $"The configuration key '{Printable.Short(key)}' is "
                + $"unknown{(suggestion is null ? "; the options are named as the properties of DistributedMixtralOptions." : $"; did you mean '{suggestion}'?")}",
            key,
            suggestion
        );

    internal static UnknownSettingException Fixed(string key) =>
        new(
            $"'{key}' cannot be set: it is a class attribute, or a key that Python does not keep. Leave it out.",
            key,
            null
        );
}
