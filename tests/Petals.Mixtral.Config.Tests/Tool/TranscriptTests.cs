namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>
/// What the tool prints, compared with the approved transcripts. Models of the fixtures are loaded from their cache,
/// and <c>/data</c> is an empty directory. Three commands prepare it: <c>write FILE TEXT</c>, <c>copy-micro-model
/// FOLDER</c> and <c>delete PATTERN</c>. A command after <c>@80</c> runs in a terminal of that width, and after
/// <c>@80+color</c> in one with colours.
/// </summary>
[Collection(nameof(ProcessEnvironment))]
public sealed partial class TranscriptTests : FolderTest
{
    /// <summary>Some machines set this variable, which explain prints.</summary>
    public TranscriptTests() => Environment.SetEnvironmentVariable("NO_PROXY", null);

    [Theory]
    [InlineData("show")]
    [InlineData("diff")]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("blocks")]
    [InlineData("verify")]
    [InlineData("explain")]
    [InlineData("usage")]
    [InlineData("terminal")]
    public void The_tool_prints_the_approved_output(string transcript) =>
        Transcript.ShouldHold($"tool-{transcript}", Run);

    private string Run(string line)
    {
        string[] words = [.. Words.Matches(line).Select(word => Unquote(word.Value))];
        switch (words)
        {
            case ["write", var file, ..]:
                Folder.Write(file, line[(line.IndexOf(file) + file.Length + 1)..]);
                return "";
            case ["copy-micro-model", var folder]:
                MicroModel.CopyTo(Folder.Combine(folder));
                return "";
            case ["delete", var pattern]:
                Directory.GetFiles(Folder.Path, pattern, SearchOption.AllDirectories).ToList().ForEach(File.Delete);
                return "";
            default:
                return RunTool(words);
        }
    }

    private string RunTool(string[] words)
    {
        string[] variables = [.. words.TakeWhile(word => Variable.IsMatch(word))];
        string? terminal = words.FirstOrDefault(word => word.StartsWith('@') && char.IsDigit(word[1]));
        string[] arguments =
        [
            .. words.Skip(variables.Length).Where(word => word != terminal).Select(Real),
            .. words.Any(word => word.StartsWith("acme/") || word.StartsWith("mistralai/"))
            && !words.Contains("--cache-dir")
            && variables.Length == 0
                ? (string[])["--cache-dir", Fixtures.Hub, "--offline"]
                : [],
        ];
        foreach (string variable in variables)
        {
            Environment.SetEnvironmentVariable(variable.Split('=')[0], Real(variable.Split('=', 2)[1]));
        }

        try
        {
            ToolRun run = terminal is null
                ? ToolRun.Of(arguments)
                : ToolRun.InTerminal(int.Parse(terminal.Split('+')[0][1..]), terminal.Contains("+color"), arguments);
            string output = run.Output + (run.Error.Length > 0 ? $"error: {run.Error}" : "");
            return $"exit {run.Exit}\n{Neutral(terminal is null ? Padding.Replace(output, "  ") : output)}";
        }
        finally
        {
            foreach (string variable in variables)
            {
                Environment.SetEnvironmentVariable(variable.Split('=')[0], null);
            }
        }
    }

    private static string Unquote(string word) =>
        word.StartsWith('"') ? JsonSerializer.Deserialize<string>(word)! : word;

    private string Real(string text) => Regex.Replace(text, @"(?<!\w)/hub", Fixtures.Hub).Replace("/data", Folder.Path);

    private string Neutral(string text) =>
        text.ReplaceDirectory(Folder.Path, "/data")
            .ReplaceDirectory(Fixtures.Hub, "/hub")
            .ReplaceDirectory(Directory.GetCurrentDirectory(), "/here")
            .ReplaceDirectory(Path.GetTempPath(), "/tmp/");

    /// <summary>Words, or JSON strings.</summary>
    [GeneratedRegex("""(?<=^| )("(\\.|[^"\\])*"|\S+)""")]
    private static partial Regex Words { get; }

    [GeneratedRegex("^[A-Z_]+=")]
    private static partial Regex Variable { get; }

    /// <summary>The blanks between columns, which depend on the lengths of paths.</summary>
    [GeneratedRegex(@"(?<=\S) {2,}")]
    private static partial Regex Padding { get; }
}
