using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool;

/// <summary>Writes the error that ends a command.</summary>
internal static partial class ToolError
{
    private const int MaxLength = 8000;

    /// <summary>Writes one line, or on a terminal each sentence and each searched place on a line of its own.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(TextWriter error, int exitCode, string message)
    {
        string line = Printable.Short(message.ReplaceLineEndings(" "), MaxLength);
        try
        {
            error.WriteLine(
                error is TerminalWriter
                    ? $"{Styled.Of(error, "error:", Tone.Red)} {BetweenParts().Replace(line, "\n  ")}"
                    : $"mixtral-config: {line}"
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error stream is closed; the exit code still reports the error.
        }

        return exitCode;
    }

    [GeneratedRegex(@"(?<=[.?]) (?=\p{Lu})|(?<=\);) ")]
    private static partial Regex BetweenParts();
}
