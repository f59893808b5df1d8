using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Petals.Mixtral.Config.Tool;

/// <summary>Adds examples, exit codes and environment variables to the help.</summary>
internal static class ToolHelp
{
    private static readonly string[] Examples =
    [
        "show mistralai/Mixtral-8x7B-v0.1",
        "show ./my-model --all",
        "json mistralai/Mixtral-8x7B-v0.1 --set max_retries=3",
        "diff mistralai/Mixtral-8x7B-v0.1 mistralai/Mixtral-8x22B-v0.1",
        "download mistralai/Mixtral-8x7B-v0.1 --cache-dir /models",
        "download mistralai/Mixtral-8x7B-v0.1 --blocks 0:8 --dry-run",
        "validate ./my-model --dht-prefix my-swarm",
        "plan mistralai/Mixtral-8x7B-v0.1 --memory 24GiB --quant nf4",
        "blocks mistralai/Mixtral-8x7B-v0.1 --block 3 --layout transformers5",
        "verify ./my-model --json",
        "verify mistralai/Mixtral-8x22B-v0.1 --remote",
        "explain mistralai/Mixtral-8x7B-v0.1 --offline",
    ];

    private const string Reference = """

        Exit codes:
          0    done
          1    a difference, a finding, a broken rule, blocks that do not fit, or a model that explain cannot load
          2    wrong usage
          3    could not load, or could not write the output
          130  interrupted

        Environment variables:
          HF_HUB_CACHE, HF_HOME           the cache
          HF_TOKEN                        the access token
          HF_ENDPOINT                     the address of the Hub or a mirror
          HF_HUB_OFFLINE                  1 uses only files on this machine
          NO_COLOR                        no colours
        """;

    public static Option CreateOption() =>
        new Option<bool>("--help", "-h", "-?")
        {
            Description = "Show help and usage information",
            Recursive = true,
            Action = new Action(),
        };

    private sealed class Action : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int exit = new HelpAction().Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            Command command = parseResult.CommandResult.Command;
            output.WriteLine("Examples:");
            foreach (string example in Examples)
            {
                if (command.Subcommands.Count > 0 || example.StartsWith($"{command.Name} ", StringComparison.Ordinal))
                {
                    output.WriteLine($"  mixtral-config {example}");
                }
            }

            output.WriteLine(Reference);
            return exit;
        }
    }
}
