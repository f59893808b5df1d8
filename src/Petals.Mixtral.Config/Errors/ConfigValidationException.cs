namespace Petals.Mixtral.Config;

/// <summary>A config breaks rules that a usable one keeps. The message lists every failure.</summary>
public sealed class ConfigValidationException : PretrainedConfigException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is not valid, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public ConfigValidationException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    internal ConfigValidationException(string? path, IReadOnlyList<ConfigFailure> failures)
        : base(MessageOf(path, failures))
    {
        Path = path;
        Failures = failures;
    }

    /// <summary>The full path of the file that the config was loaded from; <see langword="null"/> where it was
    /// not.</summary>
    public string? Path { get; }

    /// <summary>Every failure, in the order of <see cref="DistributedMixtralConfig.Validate"/>.</summary>
    public IReadOnlyList<ConfigFailure> Failures { get; } = [];

    /// <summary>As many failures as a message has room for: a config may have millions.</summary>
    private static string MessageOf(string? path, IReadOnlyList<ConfigFailure> failures)
    {
        var message = new StringBuilder(
            $"The config{(path is null ? "" : $" of '{path}'")} breaks {failures.Count} "
                + $"{(failures.Count == 1 ? "rule" : "rules")}:"
        );
        for (int i = 0; i < failures.Count && message.Length <= MaxMessageLength; i++)
        {
            message.Append(' ').Append(failures[i]);
        }

        return message.ToString();
    }
}
