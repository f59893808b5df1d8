namespace Petals.Mixtral.Config;

/// <summary>
/// The repo does not exist, or is private and whoever asked may not see it: <c>X-Error-Code: RepoNotFound</c>, or a
/// status of 401 without a code. The counterpart of <c>huggingface_hub.errors.RepositoryNotFoundError</c>.
/// </summary>
public sealed class RepoNotFoundException : HubException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public RepoNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
