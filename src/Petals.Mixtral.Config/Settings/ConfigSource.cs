namespace Petals.Mixtral.Config.Settings;

/// <summary>
/// The origin of a config: for each setting, its text in the file, or the value that a rule or the caller set. It is
/// filled while the config is read and does not change afterwards.
/// </summary>
/// <param name="name">The name in error messages, usually the path of the file.</param>
/// <param name="text">The text of config.json.</param>
internal sealed class ConfigSource(string name, JsonSlice text)
{
    private Entry[] _entries = new Entry[SettingTable.All.Length];

    /// <summary>The values that are not in the text, each with its JSON if it was set as JSON.</summary>
    private List<(object? Value, JsonSlice? Text)>? _others;

    public string Name { get; } = name;

    public JsonSlice Text { get; } = text;

    /// <summary>The full path of the file. Null if the text did not come from one.</summary>
    public string? Path { get; init; }

    public string? CommitHash { get; set; }

    /// <summary>Whether the keys of Petals are settings. Otherwise they are extra attributes.</summary>
    public bool WithPetals { get; init; }

    /// <summary>The members of the text that are not settings.</summary>
    public JsonMembers Extras { get; set; } = JsonMembers.Empty;

    /// <summary>The values as read. A setting with a different value was changed later.</summary>
    public DistributedMixtralConfig AsRead { get; set; } = ConfigParts.Defaults;

    /// <summary>Whether neither a rule nor the caller set a value.</summary>
    public bool IsEmpty => _others is null;

    public static ConfigSource ForUpdate() => new("the update", JsonSlice.Null) { WithPetals = true };

    public ConfigSource Copy()
    {
        var copy = (ConfigSource)MemberwiseClone();
        copy._entries = [.. _entries];
        copy._others = _others is null ? null : [.. _others];
        return copy;
    }

    public bool Has(Setting setting) => _entries[setting.Index].Start != 0;

    public bool IsNullOrMissing(Setting setting) => !TryGetText(setting, out JsonSlice json) || json.IsNull;

    public SettingOrigin OriginOf(Setting setting) => _entries[setting.Index].Origin;

    /// <summary>Gets the JSON of a setting. Returns false if it is missing, or was not given as JSON.</summary>
    public bool TryGetText(Setting setting, out JsonSlice json)
    {
        (int start, int length, _) = _entries[setting.Index];
        JsonSlice? given =
            length > 0 ? Text with { Start = start, Length = length }
            : start > 0 ? _others![start - 1].Text
            : null;
        json = given.GetValueOrDefault();
        return given is not null;
    }

    /// <exception cref="ConfigFormatException">The JSON is not a value of the setting's kind.</exception>
    public T Read<T>(Setting<T> setting, T missing)
    {
        (int start, int length, _) = _entries[setting.Index];
        if (length == 0)
        {
            return start > 0 ? (T)_others![start - 1].Value! : missing;
        }

        JsonSlice json = Text with { Start = start, Length = length };
        return setting.Kind.Read(json, out T value) is { } fault ? throw Unexpected(setting, fault) : value;
    }

    /// <summary>Sets the text of a setting to a part of <see cref="Text"/>.</summary>
    public void SetText(Setting setting, JsonSlice json, SettingOrigin origin) =>
        _entries[setting.Index] = new Entry(json.Start, json.Length, origin);

    public void SetValue(Setting setting, object? value, SettingOrigin origin, JsonSlice? text = null)
    {
        _others ??= [];
        _others.Add((value, text));
        _entries[setting.Index] = new Entry(_others.Count, 0, origin);
    }

    /// <summary>Copies a value that a rule or the caller set in another source.</summary>
    public void SetFrom(ConfigSource update, Setting setting)
    {
        (object? value, JsonSlice? text) = update._others![update._entries[setting.Index].Start - 1];
        SetValue(setting, value, update.OriginOf(setting), text);
    }

    public void Remove(Setting setting) => _entries[setting.Index] = default;

    public ConfigFormatException Unexpected(Setting setting, KindFault fault) =>
        Unexpected($"$.{setting.Key}{fault.Place}", fault.Found, fault.Expected);

    public ConfigFormatException Unexpected(string path, JsonSlice found, string expected)
    {
        bool isInText = ReferenceEquals(found.Bytes, Text.Bytes);
        TextPosition? position = isInText ? TextPosition.Of(Text.Text, found.Start) : null;
        return new ConfigFormatException(Name, path, position, expected, Excerpt.Of(found.Text));
    }

    /// <summary>Where the value of a setting is. A setting without a value has the default entry.</summary>
    /// <param name="Start">
    /// The offset in the text. If <paramref name="Length"/> is 0, the 1-based index into the other values.
    /// </param>
    /// <param name="Length">The bytes in the text.</param>
    /// <param name="Origin">Where the value comes from.</param>
    private readonly record struct Entry(int Start, int Length, SettingOrigin Origin);
}
