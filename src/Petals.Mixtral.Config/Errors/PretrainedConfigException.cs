namespace Petals.Mixtral.Config;

/// <summary>
/// Anything that went wrong while a config was located, read, changed or written. Every exception of this library derives from it,
/// so one <see langword="catch"/> covers them all; only a <see langword="null"/> or blank argument is an <see cref="ArgumentException"/>.
/// </summary>
/// <remarks>A message is one line; a character that a terminal would act on stands in it as <c>\u001b</c>.</remarks>
public class PretrainedConfigException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public PretrainedConfigException()
        : this("The model config could not be used.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    public PretrainedConfigException(string message)
        : base(Printable.Of(message ?? ""))
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public PretrainedConfigException(string message, Exception? innerException)
        : base(Printable.Of(message ?? ""), innerException)
    {
    }
}
