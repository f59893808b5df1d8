namespace Petals.Mixtral.Config;

/// <summary>
/// The repo has no such branch, tag or commit: <c>X-Error-Code: RevisionNotFound</c>.
/// The counterpart of <c>huggingface_hub.errors.RevisionNotFoundError</c>.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class RevisionNotFoundException(string message, Exception? innerException = null)
    : HubException(message, innerException);
