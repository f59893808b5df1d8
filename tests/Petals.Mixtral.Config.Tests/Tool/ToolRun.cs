using Petals.Mixtral.Config.Tool;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>What the tool told the shell, and what it wrote.</summary>
internal sealed record ToolRun(int Exit, string Output, string Error)
{
    public static ToolRun Of(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exit = MixtralConfigTool.Run(arguments, output, error);
        return new ToolRun(exit, output.ToString(), error.ToString());
    }
}
