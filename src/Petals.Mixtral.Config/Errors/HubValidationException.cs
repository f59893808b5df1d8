namespace Petals.Mixtral.Config;

/// <summary>
/// A repo id, revision or file name could not be one on the Hub, or would leave the cache directory if it became part
/// of a path; or an endpoint, token or time-out cannot be one. Nothing was asked of the Hub. The counterpart of
/// <c>huggingface_hub.errors.HFValidationError</c>.
/// </summary>
public sealed class HubValidationException : HubException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which value is not valid, and the rule.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public HubValidationException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
