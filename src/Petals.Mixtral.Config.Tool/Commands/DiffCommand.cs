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

    private static List<string[]> Compare(DistributedMixtralConfig first, DistributedMixtralConfig second)
    {
        Dictionary<string, ConfigSetting> settingsA = Settings(first);
        Dictionary<string, ConfigSetting> settingsB = Settings(second);
        return
        [
            .. settingsA
                .Keys.Union(settingsB.Keys)
                .Order(StringComparer.Ordinal)
                .Select(key => (Key: key, A: settingsA.GetValueOrDefault(key), B: settingsB.GetValueOrDefault(key)))
                .Where(row => row.A is null || row.B is null || !row.A.HasValueOf(row.B))
                .Select(row => (string[])[Printable.Of(row.Key), Cell(row.A), Cell(row.B)]),
        ];
    }

    private static Dictionary<string, ConfigSetting> Settings(DistributedMixtralConfig config) =>
        config.DescribeSettings().ToDictionary(setting => setting.Key);

    private static string Cell(ConfigSetting? setting) => setting is null ? "(none)" : CellText.Of(setting.Value);
}
