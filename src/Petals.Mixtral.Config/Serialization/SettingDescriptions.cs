namespace Petals.Mixtral.Config.Serialization;

/// <summary>Lists every setting of a config with its value and its origin.</summary>
internal static class SettingDescriptions
{
    public static IReadOnlyList<ConfigSetting> Create(DistributedMixtralConfig config)
    {
        var descriptions = new List<ConfigSetting>();
        foreach (Setting setting in SettingTable.All)
        {
            if (setting.Role is SettingRole.Value)
            {
                var state = new SettingState(setting, config);
                descriptions.Add(new ConfigSetting(setting.Key, setting.Part, state.ToString(), state.Origin));
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

    public static IReadOnlyList<SettingDifference> Compare(
        DistributedMixtralConfig config,
        DistributedMixtralConfig other
    )
    {
        Dictionary<string, string> values = Values(config);
        Dictionary<string, string> others = Values(other);
        return
        [
            .. values
                .Keys.Union(others.Keys)
                .Order(StringComparer.Ordinal)
                .Select(key => new SettingDifference(key, values.GetValueOrDefault(key), others.GetValueOrDefault(key)))
                .Where(it =>
                    it.Value is null
                    || it.OtherValue is null
                    || !JsonEquality.AreEqual(Parse(it.Value), Parse(it.OtherValue))
                ),
        ];
    }

    private static JsonSlice Parse(string json) => JsonSlice.FromText(Encoding.ASCII.GetBytes(json));

    private static Dictionary<string, string> Values(DistributedMixtralConfig config) =>
        Create(config).ToDictionary(setting => setting.Key, setting => setting.Value);
}
