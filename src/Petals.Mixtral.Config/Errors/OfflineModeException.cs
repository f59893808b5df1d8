namespace Petals.Mixtral.Config;

/// <summary>
/// A file is not in the cache, and the Hub may not be asked: an option or a variable says so.
/// The counterpart of <c>huggingface_hub.errors.OfflineModeIsEnabled</c>.
/// </summary>
public sealed class OfflineModeException : HubException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public OfflineModeException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    /// <summary>What forbids asking the Hub, such as <c>the variable HF_HUB_OFFLINE</c>.</summary>
    public string? DecidedBy { get; internal init; }

    /// <summary>Each place that was looked at, in order, with what was found there.</summary>
    public IReadOnlyList<SearchedPlace> PlacesSearched { get; internal init; } = [];
}
