namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Writes text in a tone if the writer is a terminal with colours, otherwise plainly.</summary>
internal static class Styled
{
    public static string Of(TextWriter writer, string text, Tone tone) =>
        tone != Tone.Plain && text.Length > 0 && writer is TerminalWriter { HasColor: true }
            ? $"\e[{(int)tone}m{text}\e[0m"
            : text;

    /// <summary>A result with a mark: green if it is good, red if it is bad. A pipe gets the text alone.</summary>
    public static string Result(TextWriter writer, string text, bool isGood) =>
        writer is TerminalWriter ? Of(writer, $"{(isGood ? '✓' : '✗')} {text}", isGood ? Tone.Green : Tone.Red) : text;
}
