using System.CommandLine;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config json MODEL</c>: the text that Python would write.</summary>
internal static class JsonCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new ModelArgument();
        var full = new Option<bool>("--full") { Description = "Also print the settings that have their defaults." };
        var options = new ModelOptions(error);
        var command = new Command("json", "Prints the config.json of a model exactly as Python writes it.")
        {
            model,
            full,
            new JsonOption(), // The output is JSON with or without it.
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            output.Write(
                options
                    .Load(arguments.GetRequiredValue(model), arguments)
                    .ToJsonString(useDiff: !arguments.GetValue(full))
            );
            return ExitCode.Done;
        });
        return command;
    }
}
