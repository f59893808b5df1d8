namespace Petals.Mixtral.Config.Settings;

/// <summary>
/// A key of config.json for which a config class has a property. <see cref="Setting{T}"/> adds the type of its value. A
/// part is the record that has the value.
/// </summary>
internal abstract class Setting(ConfigPart part, string key, string name)
{
    public string Key => key;

    /// <summary>The key as Python writes it, with quotes and colon.</summary>
    public byte[] JsonName { get; } = Encoding.UTF8.GetBytes($"\"{key}\": ");

    public byte[] Utf8Key { get; } = Encoding.UTF8.GetBytes(key);

    public ConfigPart Part => part;

    /// <summary>The name of the property.</summary>
    public string Name => name;

    /// <summary>The position in <see cref="SettingTable.All"/>, which sets it.</summary>
    public int Index { get; set; } = -1;

    public SettingRole Role { get; init; }

    /// <summary>The setting that this key is an alias of, or this setting itself.</summary>
    public Setting Canonical
    {
        get => field ?? this;
        init;
    }

    /// <summary>The setting that an update of this key changes. <c>num_labels</c> is not an alias here, because it
    /// changes all labels.</summary>
    public Setting Updated => this == PretrainedSettings.NumLabels ? this : Canonical;

    public bool IsFixed => Role is SettingRole.Fixed or SettingRole.Reserved;

    /// <summary>Whether a class of Petals has the key. A plain <see cref="MixtralConfig"/> does not have it.</summary>
    public bool IsPetals => part is ConfigPart.Client or ConfigPart.PTune or ConfigPart.LMHead;

    public abstract Kind Kind { get; }

    public abstract KindFault? Read(JsonSlice json, out object? value);

    public abstract bool TryParse(OptionText option, out object? value);

    /// <summary>Whether the value is the same in two parts.</summary>
    public abstract bool AreSame(object left, object right);

    public abstract void Write(PythonJsonWriter writer, object part);
}
