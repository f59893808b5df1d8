namespace Petals.Mixtral.Config.Hub;

/// <summary>Environment variables that are on or off.</summary>
internal static class EnvironmentSwitch
{
    /// <summary>If it is on, snapshots contain files instead of links, as on systems without links.</summary>
    public const string NoLinksVariable = "HF_HUB_DISABLE_SYMLINKS";

    public static IReadOnlyList<string> OfflineVariables { get; } = ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"];

    public static IReadOnlyList<string> All { get; } =
    [.. OfflineVariables, TokenSource.DisableVariable, NoLinksVariable];

    /// <summary>Whether a variable is on.</summary>
    public static bool IsOn(string variable, ConfigEnvironment environment) => Read(variable, environment) is true;

    /// <summary>Whether a variable is set, and is neither on nor off. Python counts it as off.</summary>
    public static bool IsUnclear(string variable, ConfigEnvironment environment) => Read(variable, environment) is null;

    /// <summary>Returns the option or variable that turns offline mode on, or null if it is off.</summary>
    public static string? Offline(bool localFilesOnly, ConfigEnvironment environment)
    {
        if (localFilesOnly)
        {
            return "the option LocalFilesOnly";
        }

        string? variable = OfflineVariables.FirstOrDefault(variable => IsOn(variable, environment));
        return variable is null ? null : $"the variable {variable}";
    }

    /// <summary>The words of <c>huggingface_hub</c> (<c>constants.py</c>).</summary>
    private static bool? Read(string variable, ConfigEnvironment environment) =>
        environment.GetVariable(variable)?.Trim().ToUpperInvariant() switch
        {
            "1" or "ON" or "YES" or "TRUE" => true,
            null or "0" or "OFF" or "NO" or "FALSE" => false,
            _ => null,
        };
}
