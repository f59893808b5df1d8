namespace Petals.Mixtral.Config;

/// <summary>
/// The revision of the repo has no such file: the Hub returned <c>X-Error-Code: EntryNotFound</c>, or the cache
/// recorded it earlier. The counterpart of <c>huggingface_hub.errors.EntryNotFoundError</c>.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class EntryNotFoundException(string message, Exception? innerException = null)
    : HubException(message, innerException)
{
    /// <summary>The path of the file inside the repo.</summary>
    public string? FileName { get; internal init; }

    /// <summary>The commit that lacks the file; <see langword="null"/> if the Hub did not return it.</summary>
    public string? CommitHash { get; internal init; }
}
