using System.Text.Json;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <content>What becomes of a config as text: written, saved, updated by its keys, described.</content>
public sealed partial record DistributedMixtralConfig
{
    /// <summary>
    /// The text that Python's <c>to_json_string</c> gives, byte for byte: sorted keys, two spaces of indent, a final
    /// newline, all of it ASCII.
    /// </summary>
    /// <param name="useDiff">Whether to leave out the settings common to all models that have their defaults.</param>
    public string ToJsonString(bool useDiff = true) =>
        ConfigWriter.Write(this, useDiff, PythonJsonStyle.Indented).ToString();

    /// <summary>
    /// Writes config.json, as Python's <c>save_pretrained</c> does. The file is replaced as a whole or not at all: the
    /// text goes to a temporary file beside it, which is flushed to disk and then renamed.
    /// </summary>
    /// <param name="saveDirectory">The directory, which is created where it does not exist.</param>
    /// <exception cref="ArgumentException"><paramref name="saveDirectory"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <exception cref="PretrainedConfigException"><paramref name="saveDirectory"/> is a file, or it cannot be written
    /// to.</exception>
    public void SavePretrained(string saveDirectory) =>
        AtomicConfigFile.Save(saveDirectory, ConfigWriter.Write(this, useDiff: true, PythonJsonStyle.Indented).Written);

    /// <inheritdoc cref="SavePretrained"/>
    /// <param name="saveDirectory">The directory, which is created if it does not exist.</param>
    /// <param name="cancellationToken">Cancels the saving. The file stays as it was.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task SavePretrainedAsync(string saveDirectory, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(saveDirectory);

        // The disk is waited for on another thread: flushing and renaming have no asynchronous calls.
        return Task.Run(() => SavePretrained(saveDirectory), cancellationToken);
    }

    /// <summary>A copy with other values, as Python's <c>update_from_string</c> gives: each takes the kind of the value
    /// that it replaces.</summary>
    /// <param name="update">Settings as <c>key=value,key=value</c>, with snake_case keys. A Boolean may be true, 1, y,
    /// yes, false, 0, n or no.</param>
    /// <exception cref="ArgumentNullException"><paramref name="update"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnknownSettingException">The config has no such key.</exception>
    /// <exception cref="ConfigFormatException">A value is not of the kind that it replaces, or that is no Boolean,
    /// number or string.</exception>
    public DistributedMixtralConfig UpdateFromString(string update) =>
        ConfigUpdate.Apply(this, UpdateString.Parse(this, update));

    /// <summary>A copy in which one setting has another value.</summary>
    /// <param name="key">The snake_case key of a setting, of a generation setting, or of an extra attribute that the
    /// config has.</param>
    /// <param name="value">The value as config.json has it: times are in seconds, and NaN is <c>{"__float__":
    /// "NaN"}</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is <see langword="null"/> or blank, or
    /// <paramref name="value"/> is undefined or its document was disposed of.</exception>
    /// <exception cref="UnknownSettingException">There is no such setting, or it is a class attribute.</exception>
    /// <exception cref="ConfigFormatException">The value is not of the kind of its key.</exception>
    public DistributedMixtralConfig Update(string key, JsonElement value) => Update([KeyValuePair.Create(key, value)]);

    /// <inheritdoc cref="Update(string, JsonElement)"/>
    public DistributedMixtralConfig Update(string key, int value) => Update(key, writer => writer.Integer(value));

    /// <inheritdoc cref="Update(string, JsonElement)"/>
    public DistributedMixtralConfig Update(string key, bool value) => Update(key, writer => writer.Boolean(value));

    /// <inheritdoc cref="Update(string, JsonElement)"/>
    /// <param name="key">The snake_case key.</param>
    /// <param name="value">The text; <see langword="null"/> is JSON's null.</param>
    public DistributedMixtralConfig Update(string key, string? value) =>
        Update(
            key,
            writer =>
            {
                if (value is null)
                {
                    writer.Null();
                }
                else
                {
                    writer.Text(value);
                }
            }
        );

    /// <summary>A copy in which several settings have other values. As in Python's <c>from_pretrained</c>,
    /// <c>id2label</c> and <c>num_labels</c> must agree if both are given.</summary>
    /// <param name="values">The values by key, as for <see cref="Update(string, JsonElement)"/>.</param>
    /// <inheritdoc cref="Update(string, JsonElement)"/>
    public DistributedMixtralConfig Update(IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = new Dictionary<string, JsonSlice>(StringComparer.Ordinal);
        foreach ((string key, JsonElement value) in values)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(key);
            texts[key] = JsonElements.ToText(value);
        }

        return ConfigUpdate.Apply(this, texts);
    }

    /// <summary>The settings in which another config differs, sorted by key. Values are compared as Python compares
    /// them: 1000000 and 1000000.0 are equal.</summary>
    /// <param name="other">The other config.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public IReadOnlyList<SettingDifference> Differences(DistributedMixtralConfig other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return SettingDescriptions.Compare(this, other);
    }

    /// <summary>Every setting by its JSON key, sorted, with its value as JSON text and where that comes from; the extra
    /// attributes are last.</summary>
    public IReadOnlyList<ConfigSetting> DescribeSettings() => SettingDescriptions.Create(this);

    private DistributedMixtralConfig Update(string key, Action<PythonJsonWriter> write)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        JsonSlice json = PythonJsonWriter.SliceOf(write, static (writer, write) => write(writer));
        return ConfigUpdate.Apply(this, [KeyValuePair.Create(key, json)]);
    }
}
