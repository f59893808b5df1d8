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
        Dictionary<string, string> otherValues = Values(other);
        var differences = new List<SettingDifference>();
        foreach (string key in values.Keys.Union(otherValues.Keys).Order(StringComparer.Ordinal))
        {
            string? value = values.GetValueOrDefault(key);
            string? otherValue = otherValues.GetValueOrDefault(key);
            if (value is null || otherValue is null || !JsonEquality.AreEqual(Parse(value), Parse(otherValue)))
            {
                differences.Add(new SettingDifference(key, value, otherValue));
            }
        }

        return differences.AsReadOnly();
    }

    private static JsonSlice Parse(string json) => JsonSlice.FromText(Encoding.ASCII.GetBytes(json));

    private static Dictionary<string, string> Values(DistributedMixtralConfig config) =>
        Create(config).ToDictionary(setting => setting.Key, setting => setting.Value);
}
