using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Petals.Mixtral.Config.Tool;

/// <summary>Prints the version of the tool.</summary>
internal static class ToolVersion
{
    public static Option CreateOption() =>
        new Option<bool>("--version") { Description = "Show version information", Action = new Action() };

    private sealed class Action : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(
                typeof(ToolVersion)
                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                    .InformationalVersion
            );
            return ExitCode.Done;
        }
    }
}
