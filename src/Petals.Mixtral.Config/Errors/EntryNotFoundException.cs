namespace Petals.Mixtral.Config;

/// <summary>
/// The revision of the repo has no such file: <c>X-Error-Code: EntryNotFound</c>, or the cache knows it of a commit.
/// The counterpart of <c>huggingface_hub.errors.EntryNotFoundError</c>.
/// </summary>
public sealed class EntryNotFoundException : HubException
{
    /// <summary>Creates the exception with a general message.</summary>
    public EntryNotFoundException()
        : this("The repo has no such file.") { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    public EntryNotFoundException(string message)
        : base(message) { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public EntryNotFoundException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>The path of the file inside the repo.</summary>
    public string? FileName { get; init; }

    /// <summary>The commit that has no such file; <see langword="null"/> where the Hub did not say it.</summary>
    public string? CommitHash { get; init; }
}
