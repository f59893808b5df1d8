namespace Petals.Mixtral.Config.Serialization;

/// <summary>Lists every setting of a config with its value and its origin.</summary>
internal static class SettingDescriptions
{
    public static IReadOnlyList<ConfigSetting> Create(DistributedMixtralConfig config)
    {
        JsonMembers? read = config.Model.Source.Value?.Extras;
        return
        [
            .. SettingTable
                .All.ToArray()
                .Where(setting => setting.Role is SettingRole.Value)
                .Select(setting => new SettingState(setting, config))
                .Select(state => new ConfigSetting(
                    state.Setting.Key,
                    state.Setting.Part,
                    state.ToString(),
                    state.Origin
                )),
            .. ((JsonMembers)config.ExtraAttributes).Texts.Select(Describe),
        ];

        ConfigSetting Describe(KeyValuePair<string, JsonSlice> extra)
        {
            JsonSlice original = default;
            bool isAsRead =
                read?.TryGetText(extra.Key, out original) is true && JsonEquality.AreEqual(original, extra.Value);
            string text = PythonJsonWriter.TextOf(extra.Value, static (writer, value) => writer.Copy(value));
            return new(extra.Key, ConfigPart.Extra, text, isAsRead ? SettingOrigin.File : SettingOrigin.Option);
        }
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
