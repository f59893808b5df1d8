namespace Petals.Mixtral.Config;

/// <summary>
/// The repo has no such branch, tag or commit: <c>X-Error-Code: RevisionNotFound</c>.
/// The counterpart of <c>huggingface_hub.errors.RevisionNotFoundError</c>.
/// </summary>
public sealed class RevisionNotFoundException : HubException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public RevisionNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
