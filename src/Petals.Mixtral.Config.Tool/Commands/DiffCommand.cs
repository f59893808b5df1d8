using System.CommandLine;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config diff A B</c>: the settings in which two models differ.</summary>
internal static class DiffCommand
{
    private const string Missing = "(none)";

    public static Command Create(TextWriter output)
    {
        var first = new Argument<string>("A") { Description = "A directory, a config file, or a repo id." };
        var second = new Argument<string>("B") { Description = "What to compare it with." };
        var options = new ModelOptions();
        var command = new Command("diff", "Prints the settings in which two models differ, side by side. The options count for both.") { first, second };
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

            new TableWriter(output).Write($"{rows.Count} settings differ", ["setting", nameA, nameB], rows);
            return ExitCode.Finding;
        });
        return command;
    }

    private static List<string[]> Compare(DistributedMixtralConfig first, DistributedMixtralConfig second)
    {
        Dictionary<string, string> valuesA = Values(first);
        Dictionary<string, string> valuesB = Values(second);
        return
        [
            .. valuesA.Keys.Union(valuesB.Keys).Order(StringComparer.Ordinal)
                .Select(key => (string[])[key, valuesA.GetValueOrDefault(key, Missing), valuesB.GetValueOrDefault(key, Missing)])
                .Where(row => row[1] != row[2])
                .Select(row => (string[])[row[0], CellText.Of(row[1]), CellText.Of(row[2])]),
        ];
    }

    private static Dictionary<string, string> Values(DistributedMixtralConfig config) =>
        config.DescribeSettings().ToDictionary(setting => setting.Key, setting => setting.Value);
}
