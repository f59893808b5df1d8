namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Finds the directory of the Hugging Face cache.</summary>
internal static class CacheDirectory
{
    public const string Description = "cache directory";

    /// <summary>transformers 4.43.1 reads this variable before all others.</summary>
    private const string DeprecatedVariable = "TRANSFORMERS_CACHE";

    private static readonly string[] OwnVariables = [DeprecatedVariable, "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"];

    /// <summary>The variables that decide, in order of precedence.</summary>
    public static IReadOnlyList<string> Variables { get; } = [.. OwnVariables, .. HuggingFaceHome.Variables];

    /// <summary>Finds the directory: the option, otherwise the first variable that is set, otherwise the home
    /// directory.</summary>
    /// <exception cref="HubException">There is no home directory, or the value is not a valid path.</exception>
    public static ChosenPath Resolve(string? option, ConfigEnvironment environment) =>
        string.IsNullOrWhiteSpace(option)
            ? HuggingFaceHome.Find(Description, OwnVariables, "hub", environment)
                ?? throw new HubException(
                    "There is no home directory, so the Hugging Face cache cannot be found. Set HF_HOME, HF_HUB_CACHE, "
                        + "or the option CacheDirectory."
                )
            : ChosenPath.Create(Description, option, "the option CacheDirectory", environment);

    public static bool IsChosenByDeprecatedVariable(ChosenPath directory) =>
        directory.ChosenBy == $"the variable {DeprecatedVariable}";
}
