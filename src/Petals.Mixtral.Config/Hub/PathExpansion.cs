namespace Petals.Mixtral.Config.Hub;

/// <summary>Expands <c>~</c> and variables in paths as Python does.</summary>
internal static class PathExpansion
{
    /// <summary>The longest path of Windows; that of Unix is shorter.</summary>
    private const int MaxLength = 32 * 1024;

    /// <summary>Expands a leading <c>~</c>, unless there is no home directory or it names another user's.</summary>
    public static string ExpandHome(string path, ConfigEnvironment environment)
    {
        bool namesHome =
            path == "~"
            || path.StartsWith("~/", StringComparison.Ordinal)
            || (OperatingSystem.IsWindows() && path.StartsWith("~\\", StringComparison.Ordinal));
        return namesHome && environment.HomeDirectory is { } home ? home + path[1..] : path;
    }

    /// <summary>Expands <c>$NAME</c> and <c>${NAME}</c>. A reference to a variable that is not set is kept.</summary>
    /// <exception cref="IOException">The result is longer than any path.</exception>
    public static string ExpandVariables(string path, ConfigEnvironment environment)
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
            if (expanded.Length > MaxLength)
            {
                throw new PathTooLongException($"with its variables it is longer than {MaxLength} characters.");
            }
        }

        return expanded.ToString();
    }

    /// <summary>The length of the reference with which a text begins; at most 1 if it is not a reference to a
    /// variable.</summary>
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
