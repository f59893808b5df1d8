namespace Petals.Mixtral.Config.Serialization;

/// <summary>Lists every setting of a config with its value and its origin.</summary>
internal static class SettingDescriptions
{
    public static IReadOnlyList<ConfigSetting> Create(DistributedMixtralConfig config)
    {
        var state = new ConfigState(config);
        var descriptions = new List<ConfigSetting>();
        foreach (Setting setting in SettingTable.All)
        {
            if (setting.Role is SettingRole.Value)
            {
                SettingState value = state[setting];
                descriptions.Add(new ConfigSetting(setting.Key, setting.Part, value.ToString(), value.Origin));
            }
        }

        JsonMembers? read = config.Model.Source.Value?.Extras;
        foreach ((string key, JsonSlice value) in ((JsonMembers)config.ExtraAttributes).Texts)
        {
            bool isAsRead =
                read is not null
                && read.TryGetText(key, out JsonSlice original)
                && JsonEquality.AreEqual(original, value);
            string text = PythonJsonWriter.TextOf(value, static (writer, value) => writer.Copy(value));
            SettingOrigin origin = isAsRead ? SettingOrigin.File : SettingOrigin.Option;
            descriptions.Add(new ConfigSetting(key, ConfigPart.Extra, text, origin));
        }

        return descriptions.AsReadOnly();
    }
}
