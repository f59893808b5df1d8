namespace Petals.Mixtral.Config;

/// <content>Writes, updates and compares configs by their JSON keys.</content>
public sealed partial record DistributedMixtralConfig
{
    /// <summary>
    /// Returns the text of Python's <c>to_json_string</c>, byte for byte: ASCII, with sorted keys, an indentation of
    /// two spaces, and a final newline.
    /// </summary>
    /// <param name="useDiff">Whether to omit the settings of <see cref="IPretrainedConfig"/> that have their
    /// defaults.</param>
    /// <returns>The JSON text.</returns>
    /// <example><code>
    /// string json = new DistributedMixtralConfig { MaxRetries = 3 }.ToJsonString();
    /// Console.WriteLine(json.Contains("\n  \"max_retries\": 3,\n")); // True
    /// </code></example>
    public string ToJsonString(bool useDiff = true) =>
        ConfigWriter.Write(this, useDiff, PythonJsonStyle.Indented).ToString();

    /// <summary>
    /// Writes config.json atomically, as Python's <c>save_pretrained</c> does: it flushes a temporary file to disk,
    /// then renames it.
    /// </summary>
    /// <param name="saveDirectory">The directory, which is created if it does not exist.</param>
    /// <exception cref="ArgumentException"><paramref name="saveDirectory"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <exception cref="PretrainedConfigException"><paramref name="saveDirectory"/> is a file or cannot be written, or
    /// the text exceeds 16 MiB, the most that is loaded.</exception>
    /// <example><code>
    /// new DistributedMixtralConfig { MaxRetries = 3 }.SavePretrained("my-model");
    /// Console.WriteLine(DistributedMixtralConfig.FromPretrained("./my-model").MaxRetries); // 3
    /// </code></example>
    public void SavePretrained(string saveDirectory) =>
        AtomicConfigFile.Save(
            saveDirectory,
            ConfigWriter.Write(this, useDiff: true, PythonJsonStyle.Indented).Written.ToArray()
        );

    /// <inheritdoc cref="SavePretrained"/>
    /// <param name="saveDirectory">The directory, which is created if it does not exist.</param>
    /// <param name="cancellationToken">Cancels the saving if it has not begun.</param>
    /// <returns>A task that ends when the file is written.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task SavePretrainedAsync(string saveDirectory, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(saveDirectory);

        // Flushing and renaming have no asynchronous calls.
        return Task.Run(() => SavePretrained(saveDirectory), cancellationToken);
    }

    /// <summary>Returns a copy with other values, as Python's <c>update_from_string</c> does.</summary>
    /// <param name="update">Settings as <c>key=value,key=value</c>, with snake_case keys. A Boolean is true, 1, y, yes,
    /// false, 0, n or no.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="update"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnknownSettingException">A key does not exist in the config.</exception>
    /// <exception cref="ConfigFormatException">A new value is not of the kind of the current one, or the current one is
    /// not a Boolean, number or string.</exception>
    /// <example><code>
    /// var config = new DistributedMixtralConfig().UpdateFromString("hidden_act=gelu,use_cache=no");
    /// Console.WriteLine($"{config.HiddenAct}, {config.UseCache}"); // gelu, False
    /// </code></example>
    public DistributedMixtralConfig UpdateFromString(string update) =>
        ConfigUpdate.Apply(this, UpdateString.Parse(this, update));

    /// <summary>Returns a copy in which one setting has another value.</summary>
    /// <param name="key">The snake_case key of a setting, a generation setting, or an extra attribute of the
    /// config.</param>
    /// <param name="value">The value as in config.json: times in seconds, NaN as <c>{"__float__": "NaN"}</c>.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is <see langword="null"/> or blank, or
    /// <paramref name="value"/> is undefined or its document was disposed of.</exception>
    /// <exception cref="UnknownSettingException">The config does not have the key, or it is a class
    /// attribute.</exception>
    /// <exception cref="ConfigFormatException">The value is not of the kind of its key.</exception>
    /// <example><code>
    /// var config = new DistributedMixtralConfig().Update("max_retries", JsonElement.Parse("3"));
    /// Console.WriteLine(config.MaxRetries); // 3
    /// </code></example>
    public DistributedMixtralConfig Update(string key, JsonElement value) => Update([KeyValuePair.Create(key, value)]);

    /// <inheritdoc cref="Update(string, JsonElement)"/>
    public DistributedMixtralConfig Update(string key, int value) => Update(key, Kind.Integer, value);

    /// <inheritdoc cref="Update(string, JsonElement)"/>
    public DistributedMixtralConfig Update(string key, bool value) => Update(key, Kind.Boolean, value);

    /// <inheritdoc cref="Update(string, JsonElement)"/>
    /// <param name="key">The snake_case key.</param>
    /// <param name="value">The text; <see langword="null"/> is JSON's null.</param>
    public DistributedMixtralConfig Update(string key, string? value) => Update(key, Kind.TextOrNull, value);

    /// <summary>Returns a copy in which several settings have other values. As in Python's <c>from_pretrained</c>,
    /// <c>id2label</c> and <c>num_labels</c> must agree.</summary>
    /// <param name="values">The values by key, as for <see cref="Update(string, JsonElement)"/>.</param>
    /// <inheritdoc cref="Update(string, JsonElement)"/>
    public DistributedMixtralConfig Update(IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return ConfigUpdate.Apply(
            this,
            values.Select(pair =>
                KeyValuePair.Create(Required.NotBlank(pair.Key, "key"), JsonElements.ToText(pair.Value))
            )
        );
    }

    /// <summary>Compares the settings with those of another config, as Python does: 1000000 equals 1000000.0.</summary>
    /// <param name="other">The other config.</param>
    /// <returns>The settings that differ, sorted by key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var config = new DistributedMixtralConfig();
    /// SettingDifference difference = config.Differences(config with { MaxRetries = 3 })[0];
    /// Console.WriteLine($"{difference.Key}: {difference.Value}, {difference.OtherValue}"); // max_retries: null, 3
    /// </code></example>
    public IReadOnlyList<SettingDifference> Differences(DistributedMixtralConfig other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return SettingDescriptions.Compare(this, other);
    }

    /// <summary>Describes every setting: its JSON key, its value as JSON text, and the origin of the value.</summary>
    /// <returns>The settings, sorted by key, then the extra attributes.</returns>
    /// <example><code>
    /// var config = DistributedMixtralConfig.FromJson("""{"hidden_size": 64}""");
    /// ConfigSetting setting = config.DescribeSettings().Single(it => it.Key == "hidden_size");
    /// Console.WriteLine($"{setting.Value} ({setting.Origin})"); // 64 (File)
    /// </code></example>
    public IReadOnlyList<ConfigSetting> DescribeSettings() => SettingDescriptions.Create(this);

    private DistributedMixtralConfig Update<T>(string key, Kind<T> kind, T value) =>
        Update(key, JsonElement.Parse(PythonJsonWriter.TextOf(value, kind.Write)));
}
