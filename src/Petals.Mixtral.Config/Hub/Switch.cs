namespace Petals.Mixtral.Config.Hub;

/// <summary>A variable that is on or off.</summary>
internal static class Switch
{
    /// <summary>Whether files of the cache stand for themselves, as where links are not possible.</summary>
    public const string NoLinksVariable = "HF_HUB_DISABLE_SYMLINKS";

    public static IReadOnlyList<string> OfflineVariables { get; } = ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"];

    /// <summary>Whether a variable is on: it is 1, ON, YES or TRUE, in any case (<c>huggingface_hub</c>,
    /// <c>constants.py</c>).</summary>
    public static bool IsOn(string variable, ConfigEnvironment environment) =>
        environment.GetVariable(variable)?.Trim().ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";

    /// <summary>What forbids asking the Hub; <see langword="null"/> where nothing does.</summary>
    public static string? Offline(bool option, ConfigEnvironment environment) =>
        option ? "the option LocalFilesOnly"
        : OfflineVariables.FirstOrDefault(variable => IsOn(variable, environment)) is { } variable
            ? $"the variable {variable}"
        : null;
}
