namespace Petals.Mixtral.Config;

/// <summary>
/// A file is not in the cache, and an option or an environment variable forbids requests to the Hub.
/// The counterpart of <c>huggingface_hub.errors.OfflineModeIsEnabled</c>.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class OfflineModeException(string message, Exception? innerException = null)
    : HubException(message, innerException)
{
    /// <summary>What forbids requests, such as <c>the variable HF_HUB_OFFLINE</c>.</summary>
    public string? DecidedBy { get; internal init; }

    /// <summary>Each place that was searched, in order, with what was found there.</summary>
    public IReadOnlyList<SearchedPlace> PlacesSearched { get; internal init; } = [];
}
