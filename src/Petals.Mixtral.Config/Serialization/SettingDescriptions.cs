using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The settings of a config as they are shown to somebody.</summary>
internal static class SettingDescriptions
{
    /// <summary>Every setting that has a property, and then the extra attributes, with where each value comes
    /// from.</summary>
    public static IEnumerable<ConfigSetting> Of(DistributedMixtralConfig config)
    {
        var inspector = new SettingInspector(config);
        for (Setting setting = 0; (int)setting < SettingTable.Count; setting++)
        {
            if (inspector.IsKnown(setting) && !setting.IsNewerSpelling() && setting != Setting.ModelType)
            {
                yield return new ConfigSetting(
                    setting.Key(),
                    setting.Part(),
                    ValueOf(config, inspector, setting),
                    inspector.OriginOf(setting)
                );
            }
        }

        foreach ((string key, JsonSlice value) in ((JsonMembers)config.ExtraAttributes).Texts)
        {
            SettingOrigin origin = IsAsRead(config, key, value) ? SettingOrigin.File : SettingOrigin.Option;
            yield return new ConfigSetting(
                key,
                ConfigPart.Extra,
                PythonJsonWriter.TextOf(writer => writer.Copy(value)),
                origin
            );
        }
    }

    /// <summary>The value that counts: the environment's, where nothing else says it.</summary>
    private static string ValueOf(DistributedMixtralConfig config, SettingInspector inspector, Setting setting)
    {
        if (setting != Setting.MaxRetries || config.Client.MaxRetriesFromEnvironment is not { } variable)
        {
            return inspector.TextOf(setting);
        }

        var writer = new PythonJsonWriter();
        if (PythonInteger.TryParse(variable, out int number))
        {
            writer.Integer(number);
        }
        else
        {
            writer.Text(variable);
        }

        return writer.ToString();
    }

    private static bool IsAsRead(DistributedMixtralConfig config, string key, JsonSlice value) =>
        config.Model.Source.Value is { } document
        && (document.ExtrasAsRead ?? document.Extras).TryGetText(key, out JsonSlice original)
        && JsonEquality.AreEqual(original, value);
}
