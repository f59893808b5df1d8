using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Gives a config other values by their JSON keys.</summary>
internal static class ConfigUpdate
{
    public static DistributedMixtralConfig Apply(
        DistributedMixtralConfig config,
        IReadOnlyList<KeyValuePair<string, JsonSlice>> values
    )
    {
        ConfigDocument document = Snapshot(config);
        var extras = new Dictionary<string, JsonSlice>(StringComparer.Ordinal);
        foreach ((string key, JsonSlice value) in values)
        {
            switch (UpdatableKey.Find(config, key))
            {
                case null:
                    extras[key] = value;
                    break;
                case Setting.NumLabels:
                    SetNumberOfLabels(document, value);
                    break;
                case { } setting:
                    document.Set(setting.Primary(), value, SettingOrigin.Option);
                    break;
            }
        }

        if (extras.Count > 0)
        {
            document.Extras = document.Extras.With(extras);
        }

        if (extras.ContainsKey(NewerSpellings.RopeParameters))
        {
            NewerSpellings.TakeRopeTheta(document, NullLogger.Instance);
        }

        return ConfigReader.BuildDistributed(document);
    }

    /// <summary>A document that says what the config says, each value in the spelling in which it would be
    /// written.</summary>
    private static ConfigDocument Snapshot(DistributedMixtralConfig config)
    {
        var inspector = new SettingInspector(config);
        var document = new ConfigDocument("the update", [])
        {
            WithPetals = true,
            Path = config.LoadedFrom,
            CommitHash = config.CommitHash,
            MaxRetriesVariable = config.Client.MaxRetriesVariable,
            Extras = (JsonMembers)config.ExtraAttributes,
            ExtrasAsRead = config.Model.Source.Value is { } read ? read.ExtrasAsRead ?? read.Extras : JsonMembers.Empty,
        };
        for (Setting setting = 0; (int)setting < SettingTable.Count; setting++)
        {
            if (inspector.HasValue(setting))
            {
                document.Set(
                    setting,
                    JsonSlice.Of(Encoding.ASCII.GetBytes(inspector.TextOf(setting))),
                    inspector.OriginOf(setting)
                );
            }
        }

        return document;
    }

    /// <summary>Makes labels, as Python's property <c>num_labels</c> does: not where there are as many
    /// already.</summary>
    private static void SetNumberOfLabels(ConfigDocument document, JsonSlice value)
    {
        document.Set(Setting.NumLabels, value, SettingOrigin.Option);
        var reader = new SettingReader(document);
        int count = reader.Int32(Setting.NumLabels, 0);
        if (count != reader.LabelsById(Setting.Id2Label, PretrainedConfig.DefaultId2Label).Count)
        {
            ConstructorRules.SetLabels(document, count);
        }

        document.Remove(Setting.NumLabels);
    }
}
