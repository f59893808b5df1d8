namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>
/// A file of <c>tests/fixtures/transcripts</c>: inputs, which begin with <c>&gt;</c>, and below each its approved
/// result, indented. All other lines are comments. To add a case, add its input and approve the result.
/// </summary>
internal static partial class Transcript
{
    private const string Indentation = "    ";

    /// <summary>Runs each input again, and compares the results with the approved ones.</summary>
    public static void ShouldHold(string name, Func<string, string> run)
    {
        string approved = File.ReadAllText(Fixtures.Path("transcripts", $"{name}.txt")).ReplaceLineEndings("\n");
        var received = new StringBuilder();
        foreach (string line in approved.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith(Indentation, StringComparison.Ordinal))
            {
                continue;
            }

            received.Append(line).Append('\n');
            if (
                line.StartsWith("> ", StringComparison.Ordinal)
                && run(line[2..]).TrimEnd('\n') is { Length: > 0 } result
            )
            {
                received.Append(Indentation).Append(Escape(result).Replace("\n", $"\n{Indentation}")).Append('\n');
            }
        }

        ApprovedFile.ShouldBe($"tests/fixtures/transcripts/{name}.txt", approved, received.ToString());
    }

    private static string Escape(string text) => NotPrintable.Replace(text, match => $@"\u{(int)match.Value[0]:x4}");

    /// <summary>Control characters but for the end of a line, format and private characters, and surrogates.</summary>
    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\uFFFF-[\n]]")]
    private static partial Regex NotPrintable { get; }
}
