using Petals.Mixtral.Config.Loading;

namespace Petals.Mixtral.Config;

/// <summary>
/// How FromPretrained finds a model, step by step: what decides, where it looks, and what it would ask of the Hub.
/// Nothing is asked and nothing is written to find it out.
/// </summary>
/// <param name="Model">The path or repo id.</param>
/// <param name="Outcome">What loading the model would come to, in one sentence.</param>
/// <param name="Path">The file that would be read; <see langword="null"/> where there is none on this machine.</param>
/// <param name="CommitHash">The commit that the revision stands for; <see langword="null"/> where it is not known, and
/// for a local path.</param>
/// <param name="Variables">Each environment variable that counts, in the order in which they do.</param>
/// <param name="Places">Each place that is looked at, in order, with what is there.</param>
/// <param name="Requests">What would be asked of the Hub; empty where nothing would.</param>
/// <param name="Token">Whether there is an access token, and where it comes from; never its value.</param>
public sealed record ModelResolution(
    string Model,
    string Outcome,
    string? Path,
    string? CommitHash,
    IReadOnlyList<ResolutionVariable> Variables,
    IReadOnlyList<SearchedPlace> Places,
    IReadOnlyList<string> Requests,
    string Token
)
{
    /// <summary>Whether the model would be loaded from this machine, or asked for; otherwise loading it is an error at
    /// once.</summary>
    public bool CanBeTried => Path is not null || Requests.Count > 0;

    /// <summary>Explains how a model is found.</summary>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained"/>.</param>
    /// <param name="options">Where and how to look.</param>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    public static ModelResolution Explain(string modelNameOrPath, PretrainedLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        return ResolutionExplainer.Explain(modelNameOrPath, options ?? PretrainedLoadOptions.Default);
    }
}
