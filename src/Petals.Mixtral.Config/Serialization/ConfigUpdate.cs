using System.Text;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Gives a config other values by their JSON keys.</summary>
internal static class ConfigUpdate
{
    public static DistributedMixtralConfig Apply(DistributedMixtralConfig config, IReadOnlyList<KeyValuePair<string, JsonSlice>> values)
    {
        ConfigDocument document = Snapshot(config);
        foreach ((string key, JsonSlice value) in values)
        {
            Set(document, key, value);
        }

        return ConfigReader.Build(document);
    }

    /// <summary>A document that says what the config says, each value in the spelling in which it would be written.</summary>
    private static ConfigDocument Snapshot(DistributedMixtralConfig config)
    {
        var writer = new ConfigWriter(config);
        ConfigDocument document = new("the update", [])
        {
            Path = config.LoadedFrom,
            CommitHash = config.CommitHash,
            MaxRetriesVariable = config.Client.MaxRetriesVariable,
            Extras = (JsonMembers)config.ExtraAttributes,
        };
        for (Setting setting = 0; (int)setting < SettingTable.Count; setting++)
        {
            if (writer.HasText(setting))
            {
                document.Set(setting, Encoding.ASCII.GetBytes(writer.TextOf(setting)), writer.OriginOf(setting));
            }
        }

        return document;
    }

    private static void Set(ConfigDocument document, string key, JsonSlice value)
    {
        switch (SettingTable.Find(Encoding.UTF8.GetBytes(key)))
        {
            case null when document.Extras.ContainsKey(key) || GenerationDefaults.Contains(key):
                document.Extras = document.Extras.With(key, value);
                break;
            case null:
                throw new UnknownSettingException(key, NearestName.Of(key, SettingTable.Keys));
            case Setting.NumLabels:
                document.Set(Setting.NumLabels, value.Text, SettingOrigin.Option);
                LoadRules.SetLabels(document, new SettingReader(document).Int32(Setting.NumLabels, 0));
                break;
            case Setting.NumExperts:
                document.Set(Setting.NumLocalExperts, value.Text, SettingOrigin.Option);
                break;
            case Setting.Dtype:
                document.Set(Setting.TorchDtype, value.Text, SettingOrigin.Option);
                break;
            case Setting.NameOrPathWithoutUnderscore:
                document.Set(Setting.NameOrPath, value.Text, SettingOrigin.Option);
                break;
            case { } setting when setting.IsNeverWritten() || setting is Setting.ModelType or Setting.RopeParameters:
                throw new UnknownSettingException($"'{key}' cannot be set: it is a class attribute, or is derived from other settings.");
            case { } setting:
                document.Set(setting, value.Text, SettingOrigin.Option);
                break;
        }
    }
}
