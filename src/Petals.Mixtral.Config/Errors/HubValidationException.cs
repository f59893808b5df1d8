namespace Petals.Mixtral.Config;

/// <summary>
/// A repo id, revision, file name, endpoint, token or time-out is not valid, or a path would leave the cache directory.
/// Nothing was sent to the Hub. The counterpart of <c>huggingface_hub.errors.HFValidationError</c>.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class HubValidationException(string message, Exception? innerException = null)
    : HubException(message, innerException);
