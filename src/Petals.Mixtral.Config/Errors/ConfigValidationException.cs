namespace Petals.Mixtral.Config;

/// <summary>A config breaks validation rules. The message lists the failures.</summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class ConfigValidationException(string message, Exception? innerException = null)
    : PretrainedConfigException(message, innerException)
{
    internal ConfigValidationException(string? path, IReadOnlyList<ConfigFailure> failures)
        : this(
            $"The config{(path is null ? "" : $" of '{path}'")} breaks {failures.Count} "
                + $"{(failures.Count == 1 ? "rule" : "rules")}: {string.Join(" ", failures)}"
        )
    {
        Path = path;
        Failures = failures;
    }

    /// <summary>The full path of the config's file; <see langword="null"/> if it was not loaded from one.</summary>
    public string? Path { get; }

    /// <summary>Every failure, in the order of <see cref="DistributedMixtralConfig.Validate"/>.</summary>
    public IReadOnlyList<ConfigFailure> Failures { get; } = [];
}
