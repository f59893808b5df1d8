namespace Petals.Mixtral.Config.Texts;

/// <summary>Quotes an argument of a command that a message recommends.</summary>
internal static class ShellWord
{
    public static string Of(string text)
    {
        bool isPlain = text.All(letter =>
            char.IsLetterOrDigit(letter) || "-_./:=@+,".Contains(letter) || letter == Path.DirectorySeparatorChar
        );
        return isPlain ? text : $"\"{(OperatingSystem.IsWindows() ? text : Escape(text))}\"";
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(letter => letter is '\\' or '"' or '$' or '`' ? $"\\{letter}" : $"{letter}"));
}
