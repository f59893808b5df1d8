using Petals.Mixtral.Config.Tool;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The exit code and the output of the tool.</summary>
internal sealed record ToolRun(int Exit, string Output, string Error)
{
    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>Whether the only output is an error on one line.</summary>
    public bool IsError(int exit) =>
        Exit == exit
        && Output.Length == 0
        && Error.StartsWith("mixtral-config: ")
        && Error.IndexOf('\n') == Error.Length - 1;

    /// <summary>Runs a command on a model of the fixtures' cache.</summary>
    public static ToolRun OnFixture(string command, string model, params ReadOnlySpan<string> arguments) =>
        Of([command, model, "--cache-dir", Fixtures.Hub, "--offline", .. arguments]);

    public static ToolRun Of(params string[] arguments) => Run(arguments, writer => writer);

    public static ToolRun InTerminal(int width, bool hasColor, params string[] arguments) =>
        Run(arguments, writer => new TerminalWriter(writer, width, hasColor) { NewLine = "\n" });

    private static ToolRun Run(string[] arguments, Func<StringWriter, TextWriter> wrap)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exit = MixtralConfigTool.Run(arguments, wrap(output), wrap(error));

        // The command-line library writes the line ends of the system.
        return new ToolRun(exit, output.ToString().Replace("\r\n", "\n"), error.ToString());
    }
}
