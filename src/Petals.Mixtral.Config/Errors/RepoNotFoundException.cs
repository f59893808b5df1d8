namespace Petals.Mixtral.Config;

/// <summary>
/// The repo does not exist, or is private and this account has no access: <c>X-Error-Code: RepoNotFound</c>, or status
/// 401 without a code. The counterpart of <c>huggingface_hub.errors.RepositoryNotFoundError</c>.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class RepoNotFoundException(string message, Exception? innerException = null)
    : HubException(message, innerException);
