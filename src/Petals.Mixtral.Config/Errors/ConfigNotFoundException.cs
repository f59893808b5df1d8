namespace Petals.Mixtral.Config;

/// <summary>
/// No config file, or no checkpoint, was found for a model. The message lists every place that was looked at, what was
/// missing there, what chose the directory, and how to get the file.
/// </summary>
public sealed class ConfigNotFoundException : PretrainedConfigException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was looked for, where, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public ConfigNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    internal ConfigNotFoundException(
        string reason,
        string model,
        string? revision,
        IReadOnlyList<SearchedPlace> placesSearched,
        string remedy,
        Exception? innerException = null
    )
        : base(SearchedPlace.Describe(reason, placesSearched, remedy), innerException)
    {
        Model = model;
        Revision = revision;
        PlacesSearched = placesSearched;
        Remedy = remedy;
    }

    /// <summary>The path or repo id that was asked for.</summary>
    public string? Model { get; }

    /// <summary>The revision that was asked for; <see langword="null"/> for a path.</summary>
    public string? Revision { get; }

    /// <summary>Each place that was looked at, in order, with what was found there.</summary>
    public IReadOnlyList<SearchedPlace> PlacesSearched { get; } = [];

    /// <summary>What to do to get the file.</summary>
    public string? Remedy { get; }
}
