using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config;

/// <summary>
/// A file of a checkpoint, an index or a shard, is invalid or cannot be read. The message contains the file, the place
/// in it, what was expected and what was found.
/// </summary>
public sealed class CheckpointFormatException : PretrainedConfigException
{
    private const string Remedy = " Download the file again, or report it to its publisher.";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, with which value and where, and what to do next.</param>
    /// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
    public CheckpointFormatException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    internal CheckpointFormatException(
        string file,
        string place,
        string expected,
        string found,
        Exception? innerException = null
    )
        : base(
            $"{file}, {place}: expected {expected}, found {found}."
                + (found.EndsWith("download the file again", StringComparison.Ordinal) ? "" : Remedy),
            innerException
        )
    {
        File = file;
        Place = place;
        Expected = expected;
        Found = found;
    }

    internal CheckpointFormatException(string message, string file, Exception innerException)
        : base(message, innerException) => File = file;

    /// <summary>The path of the file.</summary>
    public string? File { get; }

    /// <summary>The place in the file: a JSON path of an index, or the part of a shard's header.</summary>
    public string? Place { get; }

    /// <summary>What was expected at the place.</summary>
    public string? Expected { get; }

    /// <summary>What was found there, shortened.</summary>
    public string? Found { get; }

    internal static CheckpointFormatException Unreadable(string file, Exception cause, string kind = "file") =>
        new(
            $"The {kind} '{file}' could not be read: {cause.Message}"
                + (cause is UnusableFileException ? Remedy : ReadingAdvice.After(cause)),
            file,
            cause
        );
}
