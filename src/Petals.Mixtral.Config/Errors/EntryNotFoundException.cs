namespace Petals.Mixtral.Config;

/// <summary>
/// The revision of the repo has no such file: <c>X-Error-Code: EntryNotFound</c>, or the cache knows it of a commit.
/// The counterpart of <c>huggingface_hub.errors.EntryNotFoundError</c>.
/// </summary>
public sealed class EntryNotFoundException : HubException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public EntryNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    /// <summary>The path of the file inside the repo.</summary>
    public string? FileName { get; internal init; }

    /// <summary>The commit that has no such file; <see langword="null"/> where the Hub did not say it.</summary>
    public string? CommitHash { get; internal init; }
}
