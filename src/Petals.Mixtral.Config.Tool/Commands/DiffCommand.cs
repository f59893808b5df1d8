using System.CommandLine;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config diff A B</c>: the settings in which two models differ.</summary>
internal static class DiffCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var first = new Argument<string>("A") { Description = "A directory, a config file, or a repo id." };
        var second = new Argument<string>("B") { Description = "What to compare it with." };
        var options = new ModelOptions(error);
        var command = new Command(
            "diff",
            "Prints the settings in which two models differ, side by side. The options count for both."
        )
        {
            first,
            second,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string nameA = arguments.GetRequiredValue(first);
            string nameB = arguments.GetRequiredValue(second);
            List<string[]> rows = Compare(options.Load(nameA, arguments), options.Load(nameB, arguments));
            if (rows.Count == 0)
            {
                output.WriteLine("No setting differs.");
                return ExitCode.Done;
            }

            string title = rows.Count == 1 ? "1 setting differs" : $"{rows.Count} settings differ";
            new TableWriter(output).Write(title, ["setting", Printable.Of(nameA), Printable.Of(nameB)], rows);
            return ExitCode.Finding;
        });
        return command;
    }

    private static List<string[]> Compare(DistributedMixtralConfig first, DistributedMixtralConfig second) =>
        [
            .. first
                .Differences(second)
                .Select(row => (string[])[Printable.Of(row.Key), Cell(row.Value), Cell(row.OtherValue)]),
        ];

    private static string Cell(string? value) => value is null ? "(none)" : CellText.Of(value);
}
