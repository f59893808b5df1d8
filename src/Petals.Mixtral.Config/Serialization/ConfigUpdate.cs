namespace Petals.Mixtral.Config.Serialization;

internal static class ConfigUpdate
{
    /// <summary>Changes settings and extra attributes that are given as JSON.</summary>
    /// <exception cref="UnknownSettingException">The config does not have a key, or its value is fixed.</exception>
    /// <exception cref="ConfigFormatException">A value is not of the kind of its setting.</exception>
    public static DistributedMixtralConfig Apply(
        DistributedMixtralConfig config,
        IEnumerable<KeyValuePair<string, JsonSlice>> values
    )
    {
        var update = ConfigSource.ForUpdate();
        var extras = new Dictionary<string, JsonSlice>();
        foreach ((string key, JsonSlice json) in values)
        {
            if (Find(config, key) is not { } setting)
            {
                extras[key] = json;
                continue;
            }

            if (setting.Read(json, out object? value) is { } fault)
            {
                throw update.Unexpected(setting, fault);
            }

            update.SetValue(setting.Updated, value, SettingOrigin.Option, json);
        }

        LabelRules.Expand(update, config.NumLabels);
        var attributes = (JsonMembers)config.ExtraAttributes;
        if (extras.Count > 0)
        {
            attributes = attributes.With(extras);
            if (
                extras.ContainsKey(RopeParameters.Key)
                && RopeParameters.ReadTheta(update, attributes) is var (theta, value)
            )
            {
                update.SetValue(MixtralSettings.RopeTheta, value, SettingOrigin.Option, theta);
            }
        }

        return Apply(config, update, attributes);
    }

    /// <summary>Finds the setting of a key. Returns null if the key is an extra attribute.</summary>
    /// <exception cref="UnknownSettingException">The config does not have the key, or its value is fixed.</exception>
    public static Setting? Find(DistributedMixtralConfig config, string key)
    {
        if (SettingTable.Find(key) is { } setting)
        {
            return setting.IsFixed ? throw UnknownSettingException.Fixed(key) : setting;
        }

        if (config.ExtraAttributes.ContainsKey(key) || ExtraAttributes.GenerationKeys.Contains(key))
        {
            return null;
        }

        string[] keys =
        [
            .. SettingTable.All.ToArray().Where(candidate => !candidate.IsFixed).Select(candidate => candidate.Key),
            .. ExtraAttributes.GenerationKeys,
            .. config.ExtraAttributes.Keys,
        ];
        throw UnknownSettingException.Setting(key, NearestName.Of(key, keys));
    }

    /// <summary>Changes the settings that an update has.</summary>
    public static DistributedMixtralConfig Apply(
        DistributedMixtralConfig config,
        ConfigSource changes,
        JsonMembers attributes
    )
    {
        if (changes.IsEmpty && ReferenceEquals(attributes, config.ExtraAttributes))
        {
            return config;
        }

        (ConfigSource? readModel, ConfigSource? read) = (config.Model.Source.Value, config.Source.Value);
        ConfigSource petals = read?.Copy() ?? ConfigSource.ForUpdate();
        ConfigSource model = readModel == read ? petals : readModel?.Copy() ?? ConfigSource.ForUpdate();
        ConfigSource update = changes.Copy();
        update.CommitHash = config.Model.CommitHash;
        update.Extras = attributes;
        foreach (Setting setting in SettingTable.All)
        {
            ConfigSource source = setting.IsPetals ? petals : model;
            if (update.Has(setting))
            {
                source.SetFrom(update, setting);
            }
            else if (setting.Role is SettingRole.NewerKey && update.Has(setting.Canonical) && source.Has(setting))
            {
                // The file's text of the newer key is out of date.
                source.SetValue(setting, null, source.OriginOf(setting));
            }
        }

        model.AsRead = new DistributedMixtralConfig(update, model.AsRead);
        petals.AsRead = new DistributedMixtralConfig(update, petals.AsRead);
        var updated = new DistributedMixtralConfig(update, config);
        return updated with { Model = updated.Model with { Source = new(model) }, Source = new(petals) };
    }
}
