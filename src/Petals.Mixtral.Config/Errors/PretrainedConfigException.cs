namespace Petals.Mixtral.Config;

/// <summary>
/// A config could not be located, read, changed or written: one <see langword="catch"/> covers every fault of a file, a
/// cache, a text or an update. A wrong argument (null, blank, out of range) is an <see cref="ArgumentException"/>.
/// </summary>
/// <remarks>The message is one line. A control character appears in it as <c>\u001b</c>.</remarks>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public class PretrainedConfigException(string message, Exception? innerException = null)
    : Exception(Printable.Short(message ?? "", MaxMessageLength), innerException)
{
    /// <summary>Enough for several long paths.</summary>
    private const int MaxMessageLength = 8000;
}
