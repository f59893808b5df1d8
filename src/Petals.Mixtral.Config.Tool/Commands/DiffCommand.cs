using System.CommandLine;
using System.Text.Json;
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

            string title = rows.Count == 1 ? "1 setting differs" : $"{rows.Count} settings differ";
            new TableWriter(output).Write(title, ["setting", CellText.OfText(nameA), CellText.OfText(nameB)], rows);
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
                .Select(key => (Key: key, A: valuesA.GetValueOrDefault(key, Missing), B: valuesB.GetValueOrDefault(key, Missing)))
                .Where(row => !AreEqual(row.A, row.B))
                .Select(row => (string[])[CellText.OfText(row.Key), CellText.OfJson(row.A), CellText.OfJson(row.B)]),
        ];
    }

    /// <summary>Whether two texts are the same value, such as 1000000 and 1000000.0.</summary>
    private static bool AreEqual(string first, string second)
    {
        if (first == second)
        {
            return true;
        }

        try
        {
            return JsonElement.DeepEquals(JsonElement.Parse(first), JsonElement.Parse(second));
        }
        catch (JsonException)
        {
            // One of them is missing, or holds a bare NaN or Infinity.
            return false;
        }
    }

    private static Dictionary<string, string> Values(DistributedMixtralConfig config) =>
        config.DescribeSettings().ToDictionary(setting => setting.Key, setting => setting.Value);
}
