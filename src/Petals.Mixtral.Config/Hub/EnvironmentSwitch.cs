namespace Petals.Mixtral.Config.Hub;

/// <summary>Environment variables that are on or off.</summary>
internal static class EnvironmentSwitch
{
    /// <summary>If it is on, snapshots contain files instead of links, as on systems without links.</summary>
    public const string NoLinksVariable = "HF_HUB_DISABLE_SYMLINKS";

    public static IReadOnlyList<string> OfflineVariables { get; } = ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"];

    public static IReadOnlyList<string> All { get; } =
    [.. OfflineVariables, TokenSource.DisableVariable, NoLinksVariable];

    public static bool IsOn(string variable, ConfigEnvironment environment) => Read(variable, environment) is true;

    /// <summary>Why a variable has no effect; null if it has one. Python treats such a variable as off.</summary>
    public static string? FindFault(string variable, ConfigEnvironment environment) =>
        Read(variable, environment) is null ? "it is neither on nor off: set it to 1 or 0" : null;

    /// <summary>Returns the option or variable that turns offline mode on, or null if it is off.</summary>
    public static string? Offline(bool localFilesOnly, ConfigEnvironment environment) =>
        localFilesOnly
            ? "the option LocalFilesOnly"
            : OfflineVariables
                .Where(variable => IsOn(variable, environment))
                .Select(variable => $"the variable {variable}")
                .FirstOrDefault();

    /// <summary>The words of <c>huggingface_hub</c> (<c>constants.py</c>).</summary>
    private static bool? Read(string variable, ConfigEnvironment environment) =>
        environment.GetVariable(variable)?.Trim().ToUpperInvariant() switch
        {
            "1" or "ON" or "YES" or "TRUE" => true,
            null or "0" or "OFF" or "NO" or "FALSE" => false,
            _ => null,
        };
}
