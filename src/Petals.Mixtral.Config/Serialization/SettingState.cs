namespace Petals.Mixtral.Config.Serialization;

/// <summary>A setting of a config, beside what it was read from.</summary>
/// <param name="setting">The setting.</param>
/// <param name="part">The record that has the value.</param>
/// <param name="source">What the record was read from; null if it was not.</param>
internal readonly struct SettingState(Setting setting, object part, ConfigSource? source)
{
    public Setting Setting => setting;

    /// <summary>Whether the value is another than the one that was read.</summary>
    public bool IsChanged
    {
        get
        {
            object original = (source?.AsRead ?? ConfigParts.Defaults)[setting.Part];
            return !ReferenceEquals(original, part) && !setting.AreSame(original, part);
        }
    }

    /// <summary>Whether the file, a rule or the caller gave the setting a value, even if it is the default.</summary>
    public bool IsStated => source is not null && source.Has(setting);

    /// <summary>Whether the value equals the default of its class, as Python compares them.</summary>
    public bool IsDefault =>
        (!IsChanged && !IsStated)
        || (
            setting.AreSame(part, ConfigParts.Defaults[setting.Part])
            && (!TryGetText(out JsonSlice json) || setting.Kind.PythonReadsSameValue(json))
        );

    public SettingOrigin Origin =>
        IsChanged ? SettingOrigin.Option : source?.OriginOf(setting) ?? SettingOrigin.Default;

    /// <summary>Writes the value: as it was read, unless it was changed.</summary>
    public void Write(PythonJsonWriter writer)
    {
        if (!TryGetText(out JsonSlice json) || !TryCopy(json, writer))
        {
            WriteCurrent(writer);
        }
    }

    /// <summary>Writes the value as Python spells it.</summary>
    public void WriteCurrent(PythonJsonWriter writer) => setting.Write(writer, part);

    public override string ToString()
    {
        var writer = new PythonJsonWriter();
        Write(writer);
        return writer.ToString();
    }

    /// <summary>Gets the text that the value was read from. Returns false if the value is another one now.</summary>
    private bool TryGetText(out JsonSlice json)
    {
        json = default;
        return source is not null && source.TryGetText(setting, out json) && !IsChanged;
    }

    /// <summary>Python 4.43 does not know the newer keys, and so keeps them as they are.</summary>
    private bool TryCopy(JsonSlice json, PythonJsonWriter writer)
    {
        if (setting.Role is not SettingRole.NewerKey)
        {
            return setting.Kind.TryCopy(writer, json);
        }

        writer.Copy(json);
        return true;
    }
}
