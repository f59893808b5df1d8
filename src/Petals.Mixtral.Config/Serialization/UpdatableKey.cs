using System.Text;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Which keys of a config can be given another value.</summary>
internal static class UpdatableKey
{
    /// <summary>The setting that a key names; <see langword="null"/> where it names an extra attribute or a generation
    /// setting.</summary>
    /// <exception cref="UnknownSettingException">The config has no such key, or its value is fixed.</exception>
    public static Setting? Find(DistributedMixtralConfig config, string key)
    {
        if (SettingTable.Find(Encoding.UTF8.GetBytes(key)) is { } setting)
        {
            return IsFixed(setting) ? throw UnknownSettingException.Fixed(key) : setting;
        }

        return config.ExtraAttributes.ContainsKey(key) || GenerationDefaults.Contains(key)
            ? null
            : throw new UnknownSettingException(key, NearestName.Of(key, Candidates(config)));
    }

    private static bool IsFixed(Setting setting) =>
        setting == Setting.ModelType
        || (setting.IsNeverWritten() && setting is not (Setting.NumLabels or Setting.NameOrPathWithoutUnderscore));

    private static IEnumerable<string> Candidates(DistributedMixtralConfig config) =>
        SettingTable
            .Keys.Where(key => SettingTable.Find(Encoding.UTF8.GetBytes(key)) is { } setting && !IsFixed(setting))
            .Concat(GenerationDefaults.Keys)
            .Concat(config.ExtraAttributes.Keys);
}
