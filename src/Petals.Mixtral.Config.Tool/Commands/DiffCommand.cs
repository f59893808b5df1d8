using System.CommandLine;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config diff A B</c>: the settings in which two models differ.</summary>
internal static class DiffCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var first = new ModelArgument("A");
        var second = new ModelArgument("B", "The model to compare it with.");
        var json = new JsonOption();
        var options = new ModelOptions(error);
        var command = new Command(
            "diff",
            "Prints the settings in which two models differ, side by side. The options apply to both."
        )
        {
            first,
            second,
            json,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string nameA = arguments.GetRequiredValue(first);
            string nameB = arguments.GetRequiredValue(second);
            SettingDifference[] differences =
            [
                .. options.Load(nameA, arguments).Differences(options.Load(nameB, arguments)),
            ];
            string[][] rows = [.. differences.Select(Row)];
            if (arguments.GetValue(json))
            {
                JsonOutput.Write(output, new DiffJson(nameA, nameB, differences));
                return rows.Length == 0 ? ExitCode.Done : ExitCode.Finding;
            }

            if (rows.Length == 0)
            {
                output.WriteLine("No setting differs.");
                return ExitCode.Done;
            }

            string title = rows.Length == 1 ? "1 setting differs" : $"{rows.Length} settings differ";
            new TableWriter(output).Write(title, ["setting", Printable.Of(nameA), Printable.Of(nameB)], rows);
            return ExitCode.Finding;
        });
        return command;
    }

    private static string[] Row(SettingDifference difference) =>
        [Printable.Of(difference.Key), Cell(difference.Value), Cell(difference.OtherValue)];

    private static string Cell(string? value) => value is null ? "(none)" : CellText.Of(value);
}
