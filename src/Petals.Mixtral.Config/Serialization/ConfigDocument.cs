using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// The text of each setting: a piece of the file that was read, or a text of its own for what is derived or given by
/// the caller. It does not change once a config has been made of it.
/// </summary>
internal sealed class ConfigDocument
{
    private readonly ConfigEntry[] _entries = new ConfigEntry[SettingTable.Count];
    private readonly JsonSlice _text;

    /// <summary>The texts that are no pieces of the file.</summary>
    private List<JsonSlice>? _others;

    public ConfigDocument(string name, byte[] text)
    {
        Name = name;
        _text = JsonSlice.Of(text);
    }

    /// <summary>What error messages call it: the path of the file, or words where there is none.</summary>
    public string Name { get; }

    /// <summary>The path of the file that was read; <see langword="null"/> where there is none.</summary>
    public string? Path { get; init; }

    /// <summary>The commit hash of the snapshot that the file belongs to.</summary>
    public string? CommitHash { get; init; }

    /// <summary>What the environment variable <c>PETALS_MAX_RETRIES</c> held.</summary>
    public string? MaxRetriesVariable { get; init; }

    /// <summary>Whether the keys of Petals are settings too, or keys like any other.</summary>
    public bool WithPetals { get; init; }

    /// <summary>The keys without a property.</summary>
    public JsonMembers Extras { get; set; } = JsonMembers.Empty;

    /// <summary>The keys without a property as they were read, where an update has changed them since.</summary>
    public JsonMembers? ExtrasAsRead { get; init; }

    /// <summary>The config that was made of this text: what still refers to its parts is unchanged.</summary>
    public MixtralConfig? Model { get; set; }

    /// <inheritdoc cref="Model"/>
    public DistributedMixtralConfig? Config { get; set; }

    /// <summary>The whole text of the file.</summary>
    public JsonSlice Text => _text;

    public bool Has(Setting setting) => _entries[(int)setting].Exists;

    public bool IsNullOrMissing(Setting setting) => !Has(setting) || Value(setting).IsNull;

    /// <summary>The text of a setting that there is one of.</summary>
    public JsonSlice Value(Setting setting)
    {
        ConfigEntry entry = _entries[(int)setting];
        return entry.IsPiece ? _text with { Start = entry.Place, Length = entry.Length } : _others![entry.Place - 1];
    }

    /// <summary>The text of a setting, where there is one.</summary>
    public bool TryGetText(Setting setting, out ReadOnlySpan<byte> text)
    {
        bool exists = Has(setting);
        text = exists ? Value(setting).Text : default;
        return exists;
    }

    public SettingOrigin Origin(Setting setting) => _entries[(int)setting].Origin;

    /// <summary>Gives a setting a piece of the file.</summary>
    public void SetPiece(Setting setting, int start, int length) =>
        _entries[(int)setting] = new ConfigEntry(start, length, SettingOrigin.File);

    /// <summary>Gives a setting a text, in place of the one that it may have.</summary>
    public void Set(Setting setting, JsonSlice value, SettingOrigin origin)
    {
        _others ??= [];
        _others.Add(value);
        _entries[(int)setting] = new ConfigEntry(_others.Count, 0, origin);
    }

    public void Remove(Setting setting) => _entries[(int)setting] = default;

    /// <summary>The error for the value of a setting that is not what its key may hold.</summary>
    public ConfigFormatException Unexpected(Setting setting, string expected) =>
        Unexpected($"$.{setting.Key()}", Value(setting), expected);

    /// <summary>The error for a value, somewhere inside a setting, that is not what may stand there.</summary>
    public ConfigFormatException Unexpected(string path, JsonSlice found, string expected)
    {
        bool standsInFile = ReferenceEquals(found.Bytes, _text.Bytes);
        TextPosition? position = standsInFile ? TextPosition.Of(_text.Text, found.Start) : null;
        return new ConfigFormatException(Name, path, position, expected, Excerpt.Of(found.Text));
    }
}
