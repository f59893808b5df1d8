using Petals.Mixtral.Config.Loading;

namespace Petals.Mixtral.Config;

/// <summary>
/// How FromPretrained finds a model, step by step: what decides, where it looks, and what it would request from the
/// Hub. Explaining requests nothing and writes nothing.
/// </summary>
public sealed class ModelResolution
{
    internal ModelResolution(string model, string outcome, string tokenSource)
    {
        Model = model;
        Outcome = outcome;
        TokenSource = tokenSource;
    }

    /// <summary>The path or repo id.</summary>
    public string Model { get; }

    /// <summary>What loading the model would result in, in one sentence.</summary>
    public string Outcome { get; }

    /// <summary>The file that would be read; <see langword="null"/> if it is not on this machine.</summary>
    public string? Path { get; internal init; }

    /// <summary>The commit of the revision; <see langword="null"/> if it is not known, and for a local path.</summary>
    public string? CommitHash { get; internal init; }

    /// <summary>Each environment variable that counts, in order of precedence.</summary>
    public IReadOnlyList<ResolutionVariable> Variables { get; internal init; } = [];

    /// <summary>Each place that is searched, in order, with what was found there.</summary>
    public IReadOnlyList<SearchedPlace> Places { get; internal init; } = [];

    /// <summary>What would be requested from the Hub; empty if nothing would be.</summary>
    public IReadOnlyList<string> Requests { get; internal init; } = [];

    /// <summary>Whether there is an access token, and where it comes from; never its value.</summary>
    public string TokenSource { get; }

    /// <summary>Whether the model would be loaded from this machine or requested; otherwise loading throws at
    /// once.</summary>
    public bool IsLoadable => Path is not null || Requests.Count > 0;

    /// <summary>Explains how a model is found.</summary>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="options">Where and how to look.</param>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    public static ModelResolution Explain(string modelNameOrPath, PretrainedLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        return ResolutionExplainer.Explain(modelNameOrPath, options ?? PretrainedLoadOptions.Default);
    }
}
