namespace Petals.Mixtral.Config;

/// <summary>
/// A model has no config file, or no checkpoint, in any place that was searched. The message lists every place with
/// what is missing there, and how to get the file.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class ConfigNotFoundException(string message, Exception? innerException = null)
    : PretrainedConfigException(message, innerException)
{
    internal ConfigNotFoundException(
        string reason,
        string model,
        string? revision,
        IReadOnlyList<SearchedPlace> placesSearched,
        string remedy,
        Exception? innerException = null
    )
        : this(SearchedPlace.Describe(reason, placesSearched, remedy), innerException)
    {
        Model = model;
        Revision = revision;
        PlacesSearched = placesSearched;
        Remedy = remedy;
    }

    /// <summary>The requested path or repo id.</summary>
    public string? Model { get; }

    /// <summary>The requested revision; <see langword="null"/> for a path.</summary>
    public string? Revision { get; }

    /// <summary>Each place that was searched, in order, with what was found there.</summary>
    public IReadOnlyList<SearchedPlace> PlacesSearched { get; } = [];

    /// <summary>How to get the file.</summary>
    public string? Remedy { get; }
}
