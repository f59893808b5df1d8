using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>The directory of the cache, and what chose it.</summary>
/// <param name="Path">The full path.</param>
/// <param name="ChosenBy">The option or variable that decided, for messages.</param>
/// <param name="IsDeprecated">Whether a deprecated variable decided.</param>
internal sealed record CacheDirectory(string Path, string ChosenBy, bool IsDeprecated = false)
{
    /// <summary>transformers 4.43.1 puts it before all others.</summary>
    public const string DeprecatedVariable = "TRANSFORMERS_CACHE";

    private const string Below = "hub";
    private const string What = "cache directory";
    private const string Variable = "HF_HUB_CACHE";
    private const string OlderVariable = "HUGGINGFACE_HUB_CACHE";

    /// <summary>The variables that name a directory, in the order in which they count.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    [DeprecatedVariable, Variable, OlderVariable, "HF_HOME", "XDG_CACHE_HOME"];

    /// <summary>Finds the directory: the option, else the first variable that is set, else the home
    /// directory.</summary>
    /// <exception cref="HubException">Nothing says where it is, or the path cannot be one.</exception>
    public static CacheDirectory Resolve(string? option, ConfigEnvironment environment) =>
        !string.IsNullOrWhiteSpace(option) ? Of(option, "the option CacheDirectory", environment)
        : environment.GetVariable(DeprecatedVariable) is { } deprecated
            ? Of(deprecated, $"the variable {DeprecatedVariable}", environment) with
            {
                IsDeprecated = true,
            }
        : HuggingFaceHome.Find(
            What,
            environment.GetVariable(Variable) is null ? OlderVariable : Variable,
            Below,
            environment
        )
            is { } found
            ? new CacheDirectory(found.Path, found.ChosenBy)
        : throw new HubException(
            "There is no home directory, so the Hugging Face cache cannot be found. Set HF_HOME, HF_HUB_CACHE, "
                + "or the option CacheDirectory."
        );

    /// <summary>The directory that a value names.</summary>
    /// <exception cref="HubException">The path cannot be one.</exception>
    public static CacheDirectory Of(string value, string chosenBy, ConfigEnvironment environment)
    {
        var chosen = ChosenPath.Of(What, value, chosenBy, environment);
        return new CacheDirectory(chosen.Path, chosen.ChosenBy);
    }

    /// <summary>Whether a path without links is inside the directory, which may itself be reached through links.</summary>
    public bool Contains(string realPath) =>
        IsBelow(realPath, Path) || (FileSystemCalls.RealPathOf(Path) is { } real && IsBelow(realPath, real));

    public static bool IsBelow(string path, string directory) =>
        path.StartsWith(directory, FileSystemCalls.PathComparison)
        && (
            path.Length == directory.Length
            || directory.EndsWith(System.IO.Path.DirectorySeparatorChar)
            || path[directory.Length] == System.IO.Path.DirectorySeparatorChar
        );
}
