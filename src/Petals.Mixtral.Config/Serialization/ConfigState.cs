using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The settings of a config, beside what they were read from.</summary>
internal readonly struct ConfigState(ConfigParts parts, ConfigSource? model, ConfigSource? petals)
{
    private readonly ConfigParts _parts = parts;

    public ConfigState(DistributedMixtralConfig config)
        : this(ConfigParts.Of(config), config.Model.Source.Value, config.Source.Value) { }

    public ConfigState(MixtralConfig config)
        : this(new ConfigParts(config), config.Source.Value, null) { }

    public bool Has(Setting setting) => !setting.IsPetals || _parts.Client is not null;

    /// <summary>Whether the file, a rule or the caller gave the setting a value, even if it is the default.</summary>
    public bool IsStated(Setting setting) => SourceOf(setting)?.Has(setting) ?? false;

    /// <summary>Whether the value is another than the one that was read.</summary>
    public bool IsChanged(Setting setting)
    {
        object original = (SourceOf(setting)?.AsRead ?? ConfigParts.Defaults)[setting.Part];
        object current = _parts[setting.Part];
        return !ReferenceEquals(original, current) && !setting.AreSame(original, current);
    }

    /// <summary>Whether the value equals the default of its class, as Python compares them.</summary>
    public bool IsDefault(Setting setting) =>
        setting.AreSame(_parts[setting.Part], ConfigParts.Defaults[setting.Part])
        && (!TryGetUnchangedText(setting, out JsonSlice json) || setting.IsReadAlike(json));

    /// <summary>Whether the value equals another part's.</summary>
    public bool IsSameAs(Setting setting, object part) => setting.AreSame(_parts[setting.Part], part);

    public SettingOrigin OriginOf(Setting setting) =>
        IsChanged(setting) ? SettingOrigin.Option : SourceOf(setting)?.OriginOf(setting) ?? SettingOrigin.Default;

    /// <summary>Writes a value: as it was read, unless it was changed.</summary>
    public void Write(Setting setting, PythonJsonWriter writer)
    {
        if (!TryGetUnchangedText(setting, out JsonSlice json) || !TryCopy(setting, json, writer))
        {
            WriteCurrent(setting, writer);
        }
    }

    /// <summary>Writes a value as Python spells it.</summary>
    public void WriteCurrent(Setting setting, PythonJsonWriter writer) => setting.Write(writer, _parts[setting.Part]);

    public string TextOf(Setting setting)
    {
        var writer = new PythonJsonWriter();
        Write(setting, writer);
        return writer.ToString();
    }

    private bool TryGetUnchangedText(Setting setting, out JsonSlice json)
    {
        json = default;
        return SourceOf(setting) is { } source && source.TryGetText(setting, out json) && !IsChanged(setting);
    }

    /// <summary>Python 4.43 does not know the newer keys, and so keeps them as they are.</summary>
    private static bool TryCopy(Setting setting, JsonSlice json, PythonJsonWriter writer)
    {
        if (setting.Role is not SettingRole.NewerKey)
        {
            return setting.TryCopy(writer, json);
        }

        writer.Copy(json);
        return true;
    }

    private ConfigSource? SourceOf(Setting setting) => setting.IsPetals ? petals : model;
}
