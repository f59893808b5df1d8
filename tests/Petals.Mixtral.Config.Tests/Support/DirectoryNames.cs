namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Replaces directories that differ from machine to machine, in texts that are compared with approved
/// ones.</summary>
internal static class DirectoryNames
{
    /// <summary>Replaces a directory by a short name. The rest of each path gets <c>/</c> as separator.</summary>
    public static string ReplaceDirectory(this string text, string directory, string name)
    {
        char separator = Path.DirectorySeparatorChar;
        string[] spellings = separator == '/' ? ["/"] : [@"\\", @"\"]; // JSON escapes the separator of Windows.
        foreach (string spelling in spellings)
        {
            string spelled = directory.Replace($"{separator}", spelling);
            text = Regex.Replace(
                text,
                $"{Regex.Escape(spelled)}[^\\s'\";,)]*",
                path =>
                    name
                    + Regex.Replace(path.Value[spelled.Length..], $"{Regex.Escape(spelling)}(?!u[0-9a-f]{{4}})", "/")
            );
        }

        return text;
    }
}
