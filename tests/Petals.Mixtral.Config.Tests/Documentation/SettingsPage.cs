namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>Generates the page of settings from the settings of the library and their documentation.</summary>
internal static class SettingsPage
{
    private static readonly (ConfigPart Part, string Title, Type Interface)[] Parts =
    [
        (ConfigPart.Mixtral, "MixtralConfig", typeof(IMixtralConfig)),
        (ConfigPart.Pretrained, "PretrainedConfig", typeof(IPretrainedConfig)),
        (ConfigPart.Client, "ClientConfig", typeof(IClientConfig)),
        (ConfigPart.PTune, "PTuneConfig", typeof(IPTuneConfig)),
        (ConfigPart.LMHead, "LMHeadConfig", typeof(ILMHeadConfig)),
    ];

    private const string Introduction = """
        # Settings

        For developers and operators who look up a setting: its key in config.json, its C# property, its default and its meaning.

        In config.json, a time is a number of seconds and `Infinity` is `Timeout.InfiniteTimeSpan`. A key without a property is kept in
        `ExtraAttributes`. `bos_token_id`, `eos_token_id` and `tie_word_embeddings` have the defaults of Mixtral here; a `PretrainedConfig` by
        itself has null, null and true. If a config does not contain `max_retries`, the integer in the environment variable
        `PETALS_MAX_RETRIES` is used; it is never written to a file.

        """;

    public static string Generate()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        ILookup<ConfigPart, ConfigSetting> settings = new DistributedMixtralConfig()
            .DescribeSettings()
            .ToLookup(setting => setting.Part);
        foreach ((ConfigPart part, string title, Type type) in Parts)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n")
                .Append("| JSON | C# | default | meaning |\n| --- | --- | --- | --- |\n");
            foreach (ConfigSetting setting in settings[part].OrderBy(setting => setting.Key, StringComparer.Ordinal))
            {
                string property = ExpectedSettings.All.First(expected => expected.Key == setting.Key).Property;
                string value = setting.Key == "initial_peers" ? "PublicInitialPeers.All" : setting.Value;
                string meaning = MeaningOf(type.GetProperty(property)!);
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{setting.Key}` | `{property}` | `{value}` | {meaning} |\n"
                );
            }
        }

        return page.ToString();
    }

    /// <summary>The documentation without the JSON key, which has a column of its own.</summary>
    private static string MeaningOf(PropertyInfo property) =>
        XmlDocumentation.SummaryOf(property).Split(" JSON key ")[0].Replace("|", "\\|");
}
