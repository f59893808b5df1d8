namespace Petals.Mixtral.Config;

/// <summary>
/// The repo is gated, and this account has no access: <c>X-Error-Code: GatedRepo</c>. The message names the page on
/// which to request it. The counterpart of <c>huggingface_hub.errors.GatedRepoError</c>.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class GatedRepoException(string message, Exception? innerException = null)
    : HubException(message, innerException)
{
    /// <summary>The page on which to request access; <see langword="null"/> if it is unknown.</summary>
    public Uri? AccessPage { get; internal init; }
}
