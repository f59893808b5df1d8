using Petals.Mixtral.Config.Serialization.Rules;

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
        var update = new ConfigSource("the update", JsonSlice.Null) { WithPetals = true };
        var changes = new List<SettingChange>();
        var extras = new Dictionary<string, JsonSlice>(StringComparer.Ordinal);
        foreach ((string key, JsonSlice json) in values)
        {
            if (UpdatableKey.Find(config, key) is not { } setting)
            {
                extras[key] = json;
            }
            else
            {
                object? value = setting.TryRead(json, out object? read) ? read : throw update.Unexpected(setting, json);
                Setting changed = setting == PretrainedSettings.NumLabels ? setting : setting.Canonical;
                changes.Add(new SettingChange(changed, value, json));
            }
        }

        LabelRules.Check(update, changes);
        if (extras.Count > 0)
        {
            JsonMembers attributes = ((JsonMembers)config.ExtraAttributes).With(extras);
            if (
                extras.ContainsKey(RopeParameters.Key)
                && RopeParameters.TryReadTheta(update, attributes, out JsonSlice theta, out double value)
            )
            {
                changes.Add(new SettingChange(MixtralSettings.RopeTheta, value, theta));
            }

            config = config with { Model = config.Model with { ExtraAttributes = attributes } };
        }

        return Apply(config, changes);
    }

    /// <summary>Changes settings.</summary>
    public static DistributedMixtralConfig Apply(DistributedMixtralConfig config, IReadOnlyList<SettingChange> changes)
    {
        if (changes.Count == 0)
        {
            return config;
        }

        (ConfigSource? readModel, ConfigSource? read) = (config.Model.Source.Value, config.Source.Value);
        ConfigSource petals = read?.Copy() ?? NewSource();
        ConfigSource model = readModel == read ? petals : readModel?.Copy() ?? NewSource();
        var parts = new ConfigParts(config);
        foreach (SettingChange change in changes)
        {
            foreach (SettingChange single in LabelRules.Expand(change, parts.Model))
            {
                (Setting setting, object? value, JsonSlice? text, SettingOrigin origin) = single;
                ConfigSource source = setting.IsPetals ? petals : model;
                parts = parts.With(setting, value);
                source.AsRead = source.AsRead.With(setting, value);
                source.SetValue(setting, value, origin, text);
                ForgetNewerKey(setting, source);
            }
        }

        return config with
        {
            Model = parts.Model with { Source = new(model) },
            Client = parts.Client,
            PTune = parts.PTune,
            LMHead = parts.LMHead,
            Source = new(petals),
        };
    }

    private static ConfigSource NewSource() => new("the update", JsonSlice.Null) { WithPetals = true };

    /// <summary>The file's text of a newer key is out of date once its setting has changed.</summary>
    private static void ForgetNewerKey(Setting setting, ConfigSource source)
    {
        foreach (Setting other in SettingTable.All)
        {
            if (other.Role is SettingRole.NewerKey && other.Canonical == setting && source.Has(other))
            {
                source.SetValue(other, null, source.OriginOf(other));
            }
        }
    }
}
