namespace Petals.Mixtral.Config.Serialization;

/// <summary>Changes settings of a config by their keys.</summary>
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
        var changes = new List<SettingChange>();
        var extras = new Dictionary<string, JsonSlice>(StringComparer.Ordinal);
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

            changes.Add(new SettingChange(setting.Updated, value, json));
        }

        LabelRules.Expand(update, changes, config.NumLabels);
        var attributes = (JsonMembers)config.ExtraAttributes;
        if (extras.Count > 0)
        {
            attributes = attributes.With(extras);
            if (
                extras.ContainsKey(RopeParameters.Key)
                && RopeParameters.TryReadTheta(update, attributes, out JsonSlice theta, out double value)
            )
            {
                changes.Add(new SettingChange(MixtralSettings.RopeTheta, value, theta));
            }
        }

        return Apply(config, changes, attributes);
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

        IEnumerable<Setting> settings = SettingTable.All.ToArray().Where(candidate => !candidate.IsFixed);
        string[] keys =
        [
            .. settings.Select(candidate => candidate.Key),
            .. ExtraAttributes.GenerationKeys,
            .. config.ExtraAttributes.Keys,
        ];
        throw new UnknownSettingException(key, NearestName.Of(key, keys));
    }

    /// <summary>Changes settings.</summary>
    public static DistributedMixtralConfig Apply(
        DistributedMixtralConfig config,
        IReadOnlyList<SettingChange> changes,
        JsonMembers attributes
    )
    {
        if (changes.Count == 0 && ReferenceEquals(attributes, config.ExtraAttributes))
        {
            return config;
        }

        (ConfigSource? readModel, ConfigSource? read) = (config.Model.Source.Value, config.Source.Value);
        ConfigSource petals = read?.Copy() ?? ConfigSource.ForUpdate();
        ConfigSource model = readModel == read ? petals : readModel?.Copy() ?? ConfigSource.ForUpdate();
        var update = ConfigSource.ForUpdate(config.Model.CommitHash);
        update.Extras = attributes;
        foreach ((Setting setting, object? value, JsonSlice? text, SettingOrigin origin) in changes)
        {
            ConfigSource source = setting.IsPetals ? petals : model;
            source.SetValue(setting, value, origin, text);
            update.SetValue(setting, value, origin);
            foreach (Setting newer in SettingTable.All)
            {
                // The file's text of a newer key is out of date once its setting has changed.
                if (newer.Role is SettingRole.NewerKey && newer.Canonical == setting && source.Has(newer))
                {
                    source.SetValue(newer, value, source.OriginOf(newer));
                }
            }
        }

        model.AsRead = new DistributedMixtralConfig(update, model.AsRead);
        petals.AsRead = new DistributedMixtralConfig(update, petals.AsRead);
        var updated = new DistributedMixtralConfig(update, config);
        return updated with { Model = updated.Model with { Source = new(model) }, Source = new(petals) };
    }
}
