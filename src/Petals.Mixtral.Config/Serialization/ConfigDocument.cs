using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// The text that a config was read from, and where in it each setting stands. What is derived or given by the caller is
/// added to the end of the text, so that every value has one. It does not change once a config has been made of it.
/// </summary>
internal sealed class ConfigDocument
{
    private readonly ConfigEntry[] _entries = new ConfigEntry[SettingTable.Count];
    private readonly int _fileLength;
    private byte[] _text;
    private byte[] _masked;

    public ConfigDocument(string name, byte[] text)
    {
        Name = name;
        _fileLength = text.Length;
        _text = text;
        _masked = BareConstants.Mask(text);
    }

    /// <summary>What error messages call it: the path of the file, or words where there is none.</summary>
    public string Name { get; }

    /// <summary>The path of the file that was read; <see langword="null"/> where there is none.</summary>
    public string? Path { get; init; }

    /// <summary>The commit hash of the snapshot that the file belongs to.</summary>
    public string? CommitHash { get; init; }

    /// <summary>What the environment variable <c>PETALS_MAX_RETRIES</c> held.</summary>
    public string? MaxRetriesVariable { get; init; }

    /// <summary>The keys without a property.</summary>
    public JsonMembers Extras { get; set; } = JsonMembers.Empty;

    /// <summary>The config that was made of this text: what still refers to its parts is unchanged.</summary>
    public MixtralConfig? Model { get; set; }

    /// <inheritdoc cref="Model"/>
    public DistributedMixtralConfig? Config { get; set; }

    public JsonSlice Whole => new(_text, _masked, 0, _fileLength);

    public bool Has(Setting setting) => _entries[(int)setting].Exists;

    public SettingOrigin Origin(Setting setting) => _entries[(int)setting].Origin;

    public JsonSlice Value(Setting setting)
    {
        ConfigEntry entry = _entries[(int)setting];
        return new JsonSlice(_text, _masked, entry.Start, entry.Length);
    }

    public bool IsNullOrMissing(Setting setting) => !Has(setting) || Value(setting).IsNull;

    /// <summary>Notes that a setting's value stands in the text.</summary>
    public void Set(Setting setting, int start, int length, SettingOrigin origin) =>
        _entries[(int)setting] = new ConfigEntry(start, length, origin);

    /// <summary>Gives a setting a value that does not stand in the text yet.</summary>
    public void Set(Setting setting, ReadOnlySpan<byte> value, SettingOrigin origin)
    {
        // The space keeps the values apart, so that each is a token of its own.
        Set(setting, _text.Length + 1, value.Length, origin);
        _text = [.. _text, (byte)' ', .. value];
        _masked = BareConstants.Mask(_text);
    }

    /// <summary>Lets a setting have the value of another one.</summary>
    public void Alias(Setting setting, Setting source, SettingOrigin origin) =>
        _entries[(int)setting] = _entries[(int)source] with { Origin = origin };

    public void Remove(Setting setting) => _entries[(int)setting] = default;

    /// <summary>The error for a value that is not what its key may hold.</summary>
    public ConfigFormatException Unexpected(Setting setting, string expected, string? path = null, string? found = null)
    {
        ConfigEntry entry = _entries[(int)setting];
        TextPosition? position = entry.Start < _fileLength && Path is not null ? TextPosition.Of(_text, entry.Start) : null;
        return new ConfigFormatException(Name, path ?? $"$.{setting.Key()}", position, expected, found ?? Excerpt.Of(Value(setting).Text));
    }
}
