namespace Petals.Mixtral.Config.Serialization;

/// <summary>The keys that an update may contain.</summary>
internal static class UpdatableKey
{
    /// <summary>Finds the setting of a key. Returns null if the key is an extra attribute.</summary>
    /// <exception cref="UnknownSettingException">The config does not have the key, or its value is fixed.</exception>
    public static Setting? Find(DistributedMixtralConfig config, string key)
    {
        Setting? setting = SettingTable.Find(key);
        if (setting?.Role is SettingRole.Fixed || ReservedKeys.IsDropped(key) || ReservedKeys.IsClassAttribute(key))
        {
            throw UnknownSettingException.Fixed(key);
        }

        return setting is not null || config.ExtraAttributes.ContainsKey(key) || ExtraAttributes.IsGenerationKey(key)
            ? setting
            : throw new UnknownSettingException(key, NearestName.Of(key, Candidates(config)));
    }

    private static IEnumerable<string> Candidates(DistributedMixtralConfig config) =>
        SettingTable
            .All.ToArray()
            .Where(setting => setting.Role is not SettingRole.Fixed)
            .Select(setting => setting.Key)
            .Concat(ExtraAttributes.GenerationKeys)
            .Concat(config.ExtraAttributes.Keys);
}
