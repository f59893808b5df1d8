namespace Petals.Mixtral.Config.Hub;

/// <summary>Expands <c>~</c> and variables in paths as Python does.</summary>
internal static partial class PathExpansion
{
    /// <summary>The longest path of Windows; that of Unix is shorter.</summary>
    private const int MaxLength = 32 * 1024;

    /// <summary>Expands a leading <c>~</c>, unless there is no home directory or it names another user's.</summary>
    public static string ExpandHome(string path, ConfigEnvironment environment) =>
        path is ['~'] or ['~', '/', ..] || (OperatingSystem.IsWindows() && path is ['~', '\\', ..])
            ? environment.HomeDirectory + path[(environment.HomeDirectory is null ? 0 : 1)..]
            : path;

    /// <summary>Expands <c>$NAME</c> and <c>${NAME}</c>, on Windows also <c>%NAME%</c>, but nothing in single quotes. A
    /// reference to a variable that is not set is kept.</summary>
    /// <exception cref="IOException">The result is longer than any path.</exception>
    public static string ExpandVariables(string path, ConfigEnvironment environment)
    {
        int length = path.Length;
        return (OperatingSystem.IsWindows() ? WindowsReference : UnixReference).Replace(path, Value);

        string Value(Match reference)
        {
            Group name = reference.Groups["name"];
            string value =
                (name.Success ? environment.GetVariable(name.Value) : null)
                ?? (reference.Groups["escaped"] is { Success: true } escaped ? escaped.Value : reference.Value);
            length += value.Length - reference.Length;
            return length <= MaxLength
                ? value
                : throw new PathTooLongException($"with its variables it is longer than {MaxLength} characters.");
        }
    }

    /// <summary>A reference that is not closed is matched without a name, and kept.</summary>
    [GeneratedRegex(@"\$(?:(?<name>[A-Za-z0-9_]+)|\{(?<name>[^}]*)\}|\{[^}]*)")]
    private static partial Regex UnixReference { get; }

    [GeneratedRegex(
        @"'[^']*'?|%(?:(?<escaped>%)|(?<name>[^%]*)%|[^%]*)"
            + @"|\$(?:(?<escaped>\$)|(?<name>[A-Za-z0-9_-]+)|\{(?<name>[^}]*)\}|\{[^}]*)"
    )]
    private static partial Regex WindowsReference { get; }
}
