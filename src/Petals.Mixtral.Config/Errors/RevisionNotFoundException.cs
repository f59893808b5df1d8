namespace Petals.Mixtral.Config;

/// <summary>
/// The repo has no such branch, tag or commit: <c>X-Error-Code: RevisionNotFound</c>.
/// The counterpart of <c>huggingface_hub.errors.RevisionNotFoundError</c>.
/// </summary>
public sealed class RevisionNotFoundException : HubException
{
    /// <summary>Creates the exception with a general message.</summary>
    public RevisionNotFoundException()
        : this("The repo has no such revision.") { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    public RevisionNotFoundException(string message)
        : base(message) { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public RevisionNotFoundException(string message, Exception? innerException)
        : base(message, innerException) { }
}
