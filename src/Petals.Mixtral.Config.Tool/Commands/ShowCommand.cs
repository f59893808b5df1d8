using System.CommandLine;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config show MODEL</c>: every setting of a model, part by part.</summary>
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

    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Argument<string>("MODEL") { Description = "A directory, a config file, or a repo id." };
        var options = new ModelOptions(error);
        var command = new Command("show", "Prints every setting of a model, and where each value comes from.")
        {
            model,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string name = arguments.GetRequiredValue(model);
            Print(name, options.Load(name, arguments), new TableWriter(output));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(string model, DistributedMixtralConfig config, TableWriter writer)
    {
        writer.Write(
            Printable.Of(model),
            [],
            [
                ["file", Printable.Of(config.LoadedFrom ?? "none")],
                ["commit", config.CommitHash ?? "none: a local path"],
                ["DHT prefix", Printable.Of(config.DhtPrefix ?? "none: give one with --dht-prefix")],
                ["block class", config.BlockClass.Name],
                ["attention class", config.AttnClass.Name],
                ["block prefix", config.BlockPrefix],
                [
                    "key-value groups",
                    $"{config.NumKeyValueGroups} (fixed by Petals; the model's own are "
                        + $"{Text(() => config.AttentionGroups)})",
                ],
            ]
        );

        ILookup<ConfigPart, string[]> rows = config
            .DescribeSettings()
            .Select(setting => (setting.Part, Row(setting)))
            .Concat(Derived(config))
            .ToLookup(row => row.Part, row => row.Item2);
        foreach ((ConfigPart part, string title) in Parts)
        {
            if (rows.Contains(part))
            {
                writer.Write(title, ["setting", "value", "from"], rows[part]);
            }
        }
    }

    private static string[] Row(ConfigSetting setting) =>
        [Printable.Of(setting.Key), CellText.Of(setting.Value), setting.Origin.ToString().ToLowerInvariant()];

    private static IEnumerable<(ConfigPart Part, string[] Row)> Derived(DistributedMixtralConfig config) =>
        [
            (ConfigPart.Mixtral, ["head size", Text(() => config.EffectiveHeadDim), "derived"]),
            (ConfigPart.Mixtral, ["attention heads per key-value head", Text(() => config.AttentionGroups), "derived"]),
            (ConfigPart.Pretrained, ["number of labels", Text(() => config.NumLabels), "derived"]),
        ];

    /// <summary>A derived value, or why there is none: a config that makes no sense is shown all the same.</summary>
    private static string Text(Func<int> derive)
    {
        try
        {
            return $"{derive()}";
        }
        catch (PretrainedConfigException exception)
        {
            return $"none: {exception.Message}";
        }
    }
}
