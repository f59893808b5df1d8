namespace Petals.Mixtral.Config;

/// <summary>
/// Whatever goes wrong with a file, a cache, a text or an update while a config is located, read, changed or written:
/// one
/// <see langword="catch"/> covers it all. A caller's own mistake (null, blank, out of range) is an
/// <see cref="ArgumentException"/>.
/// </summary>
/// <remarks>A message is one line; a character that a terminal would act on stands in it as <c>\u001b</c>.</remarks>
public class PretrainedConfigException : Exception
{
    /// <summary>A path may be long, and a message names several; beyond that it is of no use to anybody.</summary>
    private protected const int MaxMessageLength = 8000;

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public PretrainedConfigException(string message, Exception? innerException = null)
        : base(Printable.Short(message ?? "", MaxMessageLength), innerException) { }
}
