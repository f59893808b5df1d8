using System.Text;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Gives a config other values by their JSON keys.</summary>
internal static class ConfigUpdate
{
    public static DistributedMixtralConfig Apply(DistributedMixtralConfig config, IReadOnlyList<KeyValuePair<string, JsonSlice>> values)
    {
        ConfigDocument document = Snapshot(config);
        var extras = new Dictionary<string, JsonSlice>(StringComparer.Ordinal);
        foreach ((string key, JsonSlice value) in values)
        {
            if (SettingTable.Find(Encoding.UTF8.GetBytes(key)) is { } setting)
            {
                Set(document, setting, value);
            }
            else if (document.Extras.ContainsKey(key) || GenerationDefaults.Contains(key))
            {
                extras[key] = value;
            }
            else
            {
                throw new UnknownSettingException(key, NearestName.Of(key, SettingTable.Keys));
            }
        }

        document.Extras = extras.Count == 0 ? document.Extras : document.Extras.With(extras);
        return ConfigReader.Build(document);
    }

    /// <summary>A document that says what the config says, each value in the spelling in which it would be written.</summary>
    private static ConfigDocument Snapshot(DistributedMixtralConfig config)
    {
        var writer = new ConfigWriter(config);
        var document = new ConfigDocument("the update", [])
        {
            Path = config.LoadedFrom,
            CommitHash = config.CommitHash,
            MaxRetriesVariable = config.Client.MaxRetriesVariable,
            Extras = (JsonMembers)config.ExtraAttributes,
            ExtrasAsRead = config.Model.Source.Value is { } read ? read.ExtrasAsRead ?? read.Extras : JsonMembers.Empty,
        };
        for (Setting setting = 0; (int)setting < SettingTable.Count; setting++)
        {
            if (writer.HasText(setting))
            {
                document.Set(setting, JsonSlice.Of(Encoding.ASCII.GetBytes(writer.TextOf(setting))), writer.OriginOf(setting));
            }
        }

        return document;
    }

    private static void Set(ConfigDocument document, Setting setting, JsonSlice value)
    {
        if (setting == Setting.NumLabels)
        {
            SetNumberOfLabels(document, value);
        }
        else if (setting.IsNeverWritten() && setting != Setting.NameOrPathWithoutUnderscore)
        {
            throw new UnknownSettingException($"'{setting.Key()}' cannot be set: it is a class attribute, or no setting of a file.");
        }
        else if (setting is Setting.ModelType or Setting.RopeParameters)
        {
            throw new UnknownSettingException($"'{setting.Key()}' cannot be set as a whole; {(setting == Setting.ModelType ? "it is a class attribute" : "set rope_theta")}.");
        }
        else
        {
            document.Set(setting.Primary(), value, SettingOrigin.Option);
        }
    }

    /// <summary>Makes labels, as Python's property <c>num_labels</c> does: not where there are as many already.</summary>
    private static void SetNumberOfLabels(ConfigDocument document, JsonSlice value)
    {
        document.Set(Setting.NumLabels, value, SettingOrigin.Option);
        var reader = new SettingReader(document);
        int count = reader.Int32(Setting.NumLabels, 0);
        if (count != reader.LabelsById(Setting.Id2Label, PretrainedConfig.DefaultId2Label).Count)
        {
            LoadRules.SetLabels(document, count);
        }

        document.Remove(Setting.NumLabels);
    }
}
