namespace Petals.Mixtral.Config;

/// <summary>
/// The repo is gated, and whoever asked has no access to it: <c>X-Error-Code: GatedRepo</c>. The message names the page
/// where access is asked for. The counterpart of <c>huggingface_hub.errors.GatedRepoError</c>.
/// </summary>
public sealed class GatedRepoException : HubException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public GatedRepoException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    /// <summary>The page on which access is asked for; <see langword="null"/> where it is not known.</summary>
    public Uri? AccessPage { get; internal init; }
}
