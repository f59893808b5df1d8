namespace Petals.Mixtral.Config.Hub;

/// <summary>What stands for something else at the beginning of a path or inside it, expanded as Python does.</summary>
internal static class PathExpansion
{
    /// <summary>Expands a leading <c>~</c>; it stays where there is no home directory, or where it is somebody
    /// else's.</summary>
    public static string Home(string path, ConfigEnvironment environment)
    {
        bool namesHome =
            path == "~"
            || path.StartsWith("~/", StringComparison.Ordinal)
            || (OperatingSystem.IsWindows() && path.StartsWith("~\\", StringComparison.Ordinal));
        return namesHome && environment.HomeDirectory is { } home ? home + path[1..] : path;
    }

    /// <summary>Expands <c>$NAME</c> and <c>${NAME}</c>; a variable that is not set stays as it is written.</summary>
    public static string Variables(string path, ConfigEnvironment environment)
    {
        int start = path.IndexOf('$', StringComparison.Ordinal);
        if (start < 0)
        {
            return path;
        }

        var expanded = new StringBuilder(path, 0, start, path.Length);
        for (int i = start; i < path.Length; )
        {
            int length = path[i] == '$' ? VariableLength(path.AsSpan(i)) : 0;
            string? value = length > 1 ? environment.GetVariable(path.Substring(i, length).Trim('$', '{', '}')) : null;
            expanded.Append(value ?? path.Substring(i, Math.Max(length, 1)));
            i += Math.Max(length, 1);
        }

        return expanded.ToString();
    }

    /// <summary>How long the reference to a variable is that <paramref name="text"/> begins with; at most 1 where it is
    /// none.</summary>
    private static int VariableLength(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("${"))
        {
            return text.IndexOf('}') + 1;
        }

        int end = 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end;
    }
}
