using System.CommandLine;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config validate MODEL</c>: every rule that a config breaks.</summary>
internal static class ValidateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new ModelArgument();
        var json = new JsonOption();
        var options = new ModelOptions(error, requiresMixtral: true);
        var command = new Command(
            "validate",
            "Prints every rule that a config breaks: the key, its value, the rule, and what to do."
        )
        {
            model,
            json,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string name = arguments.GetRequiredValue(model);
            DistributedMixtralConfig config = options.Load(name, arguments);
            IReadOnlyList<ConfigFailure> failures = config.Validate();
            if (arguments.GetValue(json))
            {
                JsonOutput.Write(output, new ValidateJson(name, config, failures));
            }
            else
            {
                Print(name, config, failures, new TableWriter(output));
            }

            return failures.Count == 0 ? ExitCode.Done : ExitCode.Finding;
        });
        return command;
    }

    private static void Print(
        string model,
        DistributedMixtralConfig config,
        IReadOnlyList<ConfigFailure> failures,
        TableWriter writer
    )
    {
        string result = failures.Count switch
        {
            0 => "valid",
            1 => "1 failure",
            int count => $"{count} failures",
        };
        writer.Write(
            Printable.Of(model),
            [],
            [
                ["file", Printable.Of(config.LoadedFrom ?? "none")],
                ["result", writer.Result(result, failures.Count == 0)],
            ]
        );
        if (failures.Count > 0)
        {
            writer.Write("Failures", ["key", "value", "rule", "remedy"], failures.Select(Row));
        }
    }

    private static string[] Row(ConfigFailure failure) =>
        [failure.Key, CellText.Of(failure.Value), failure.Rule, failure.Remedy];
}
