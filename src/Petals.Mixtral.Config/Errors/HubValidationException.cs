namespace Petals.Mixtral.Config;

/// <summary>
/// A repo id, revision or file name could not be one on the Hub, or would leave the cache directory if it became part
/// of a path; or an endpoint, token or time-out cannot be one. Nothing was asked of the Hub. The counterpart of
/// <c>huggingface_hub.errors.HFValidationError</c>.
/// </summary>
public sealed class HubValidationException : HubException
{
    /// <summary>Creates the exception with a general message.</summary>
    public HubValidationException()
        : this("A value for the Hub is not valid.") { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which value is not valid, and the rule.</param>
    public HubValidationException(string message)
        : base(message) { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which value is not valid, and the rule.</param>
    /// <param name="innerException">The cause.</param>
    public HubValidationException(string message, Exception? innerException)
        : base(message, innerException) { }
}
