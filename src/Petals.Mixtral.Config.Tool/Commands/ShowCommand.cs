using System.CommandLine;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config show MODEL</c>: a summary of a model, and its settings.</summary>
internal static class ShowCommand
{
    private static readonly (ConfigPart Part, string Title)[] Parts =
    [
        (ConfigPart.Mixtral, "Model: MixtralConfig"),
        (ConfigPart.Pretrained, "Model: PretrainedConfig"),
        (ConfigPart.Client, "Client: ClientConfig (times in seconds)"),
        (ConfigPart.PTune, "Prompt tuning: PTuneConfig"),
        (ConfigPart.LMHead, "Language-model head: LMHeadConfig"),
        (ConfigPart.Extra, "Extra attributes"),
    ];

    private static readonly string[] Columns = ["setting", "value", "from"];

    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new ModelArgument();
        var all = new Option<bool>("--all") { Description = "Also print the settings that have their defaults." };
        var json = new JsonOption();
        var options = new ModelOptions(error);
        var command = new Command(
            "show",
            "Prints a summary of a model, and the settings that differ from the defaults with their origins."
        )
        {
            model,
            all,
            json,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string name = arguments.GetRequiredValue(model);
            DistributedMixtralConfig config = options.Load(name, arguments);
            HashSet<string> changed =
            [
                .. config.Differences(new DistributedMixtralConfig()).Select(difference => difference.Key),
            ];
            IReadOnlyList<ConfigSetting> settings = config.DescribeSettings();
            if (arguments.GetValue(json))
            {
                JsonOutput.Write(output, new ShowJson(name, config, settings));
                return ExitCode.Done;
            }

            var writer = new TableWriter(output);
            writer.Write(Printable.Of(name), [], Summary.Of(config));
            if (arguments.GetValue(all))
            {
                WriteAll(config, settings, changed, writer);
            }
            else
            {
                ConfigSetting[] shown = [.. settings.Where(setting => changed.Contains(setting.Key))];
                WriteChanged(shown, writer);
                output.WriteLine($"{settings.Count - shown.Length} settings have their defaults; --all prints them.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteChanged(ConfigSetting[] settings, TableWriter writer)
    {
        if (settings.Length > 0)
        {
            writer.Write("Differs from the defaults", Columns, settings.Select(Row));
        }
    }

    private static void WriteAll(
        DistributedMixtralConfig config,
        IReadOnlyList<ConfigSetting> settings,
        HashSet<string> changed,
        TableWriter writer
    )
    {
        ILookup<ConfigPart, string[]> rows = settings
            .Select(setting => (setting.Part, Row(setting)))
            .Concat(Derived(config))
            .ToLookup(row => row.Part, row => row.Item2);
        foreach ((ConfigPart part, string title) in Parts)
        {
            if (rows.Contains(part))
            {
                writer.Write(
                    title,
                    Columns,
                    rows[part],
                    row => changed.Contains(row[0]) || row[2] == "derived" ? Tone.Plain : Tone.Dim
                );
            }
        }
    }

    private static string[] Row(ConfigSetting setting) =>
        [Printable.Of(setting.Key), CellText.Of(setting.Value), ScriptName.Of(setting.Origin)];

    private static IEnumerable<(ConfigPart Part, string[] Row)> Derived(DistributedMixtralConfig config) =>
        [
            (ConfigPart.Mixtral, ["head size", Summary.Text(() => $"{config.EffectiveHeadDim}"), "derived"]),
            (
                ConfigPart.Mixtral,
                ["attention heads per key-value head", Summary.Text(() => $"{config.AttentionGroups}"), "derived"]
            ),
            (ConfigPart.Pretrained, ["number of labels", Summary.Text(() => $"{config.NumLabels}"), "derived"]),
        ];
}
