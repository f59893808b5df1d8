namespace Petals.Mixtral.Config;

/// <summary>
/// How FromPretrained finds a model: the variables that matter, the places that it searches, and its requests to the
/// Hub. Explaining sends and writes nothing.
/// </summary>
public sealed class ModelResolution
{
    internal ModelResolution(string model, string outcome)
    {
        Model = model;
        Outcome = outcome;
    }

    /// <summary>The path or repo id.</summary>
    public string Model { get; }

    /// <summary>The result of loading the model: where it is loaded from, or the error.</summary>
    public string Outcome { get; }

    /// <summary>The file that would be read; <see langword="null"/> if it is not on this machine.</summary>
    public string? Path { get; internal init; }

    /// <summary>The commit of the revision; <see langword="null"/> if it is unknown, and for a local path.</summary>
    public string? CommitHash { get; internal init; }

    /// <summary>Each relevant environment variable, in order of precedence.</summary>
    public IReadOnlyList<ResolutionVariable> Variables { get; internal init; } = [];

    /// <summary>Each place that is searched, in order, with what was found there.</summary>
    public IReadOnlyList<SearchedPlace> Places { get; internal init; } = [];

    /// <summary>The requests to the Hub that loading would send.</summary>
    public IReadOnlyList<string> Requests { get; internal init; } = [];

    /// <summary>Whether the file is on this machine or can be requested. Otherwise loading throws.</summary>
    public bool IsLoadable => Path is not null || Requests.Count > 0;

    /// <summary>Explains how FromPretrained would find a model.</summary>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="options">Where and how to search; by default in the default cache, then on the Hub.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <example><code>
    /// ModelResolution resolution = ModelResolution.Explain("mistralai/Mixtral-8x7B-v0.1");
    /// Console.WriteLine($"{resolution.IsLoadable}, {resolution.Requests.Count} requests"); // True, 0 requests
    /// </code></example>
    public static ModelResolution Explain(string modelNameOrPath, PretrainedLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        return ResolutionExplainer.Explain(modelNameOrPath, options ?? PretrainedLoadOptions.Default);
    }
}
