namespace Petals.Mixtral.Config.Serialization;

/// <summary>A setting of a config, and the text from which it was read.</summary>
internal readonly struct SettingState(Setting setting, DistributedMixtralConfig config)
{
    private readonly object _part = config.RecordOf(setting.Part);

    /// <summary>The text of the record; null if it was not read from one.</summary>
    private readonly ConfigSource? _source = (setting.IsPetals ? config.Source : config.Model.Source).Value;

    public Setting Setting => setting;

    /// <summary>Whether the value differs from the one that was read.</summary>
    public bool IsChanged
    {
        get
        {
            object original = (_source?.AsRead ?? ConfigParts.Defaults).RecordOf(setting.Part);
            return !ReferenceEquals(original, _part) && !setting.AreSame(original, _part);
        }
    }

    /// <summary>Whether the file, a rule or the caller gave the setting a value, even if it is the default.</summary>
    public bool IsStated => _source is not null && _source.Has(setting);

    /// <summary>Whether the value equals the default of its class, as Python compares them.</summary>
    public bool IsDefault =>
        (!IsChanged && !IsStated)
        || (
            setting.AreSame(_part, ConfigParts.Defaults.RecordOf(setting.Part))
            && (!TryGetText(out JsonSlice json) || setting.Kind.PythonReadsSameValue(json))
        );

    public SettingOrigin Origin =>
        IsChanged ? SettingOrigin.Option : _source?.OriginOf(setting) ?? SettingOrigin.Default;

    /// <summary>Writes the value: as it was read, unless it was changed.</summary>
    public void Write(PythonJsonWriter writer)
    {
        if (setting.Role is SettingRole.Fixed || !TryGetText(out JsonSlice json))
        {
            setting.Write(writer, _part);
        }
        else if (setting.Role is SettingRole.NewerKey)
        {
            // The newer keys have no meaning in transformers 4.43, which keeps them unchanged.
            writer.Copy(json);
        }
        else if (!setting.Kind.TryCopy(writer, json))
        {
            setting.Write(writer, _part);
        }
    }

    public override string ToString() => PythonJsonWriter.TextOf(this, static (writer, state) => state.Write(writer));

    /// <summary>Gets the text from which the value was read. Returns false if the value was changed.</summary>
    private bool TryGetText(out JsonSlice json)
    {
        json = default;
        return _source is not null && _source.TryGetText(setting, out json) && !IsChanged;
    }
}
