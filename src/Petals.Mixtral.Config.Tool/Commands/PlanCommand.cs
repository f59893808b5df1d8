using System.CommandLine;
using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config plan MODEL</c>: how many blocks fit into the memory of a server, and how it is
/// used.</summary>
internal static class PlanCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new ModelArgument();
        var json = new JsonOption();
        var plan = new PlanOptions();
        var options = new ModelOptions(error, requiresMixtral: true);
        var command = new Command(
            "plan",
            "Prints how many blocks a server can hold and how its memory is used, as Petals counts and by key-value "
                + "heads."
        )
        {
            model,
            json,
        };
        plan.AddTo(command);
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string name = arguments.GetRequiredValue(model);
            (long memory, bool isOfMachine) = plan.ReadMemory(arguments);
            BlockPlanOptions held = plan.Read(arguments);

            // Options are checked before the model is loaded, which may download it.
            DistributedMixtralConfig config = options.Load(name, arguments);
            var result = new PlanResult(
                name,
                config,
                memory,
                isOfMachine,
                plan.ReadBlocks(arguments, config.NumHiddenLayers),
                held
            );
            if (arguments.GetValue(json))
            {
                JsonOutput.Write(output, new PlanJson(result));
            }
            else
            {
                result.WriteTables(output);
            }

            return result.Fits ? ExitCode.Done : ExitCode.Finding;
        });
        return command;
    }
}
