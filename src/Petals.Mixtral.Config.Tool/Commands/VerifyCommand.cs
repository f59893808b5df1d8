using System.CommandLine;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config verify MODEL</c>: where a checkpoint differs from its config.</summary>
internal static class VerifyCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new ModelArgument(description: "A directory with a config and weights, or a repo id.");
        var remote = new RemoteOption();
        var json = new JsonOption();
        var options = new ModelOptions(error, requiresMixtral: true);
        var command = new Command(
            "verify",
            "Compares the tensors of a checkpoint with its config, by the headers of the safetensors files alone."
        )
        {
            model,
            remote,
            json,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string name = arguments.GetRequiredValue(model);
            DistributedMixtralConfig config = options.Load(name, arguments);
            CheckpointReport report = remote
                .Load(name, config, options.ReadLocation(arguments), arguments)
                .Verify(config);
            if (arguments.GetValue(json))
            {
                JsonOutput.Write(output, new VerifyJson(name, config, report));
            }
            else
            {
                VerifyTables.Write(name, config, report, new TableWriter(output));
            }

            return report.IsValid ? ExitCode.Done : ExitCode.Finding;
        });
        return command;
    }
}
