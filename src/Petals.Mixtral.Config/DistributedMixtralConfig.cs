using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Loading;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <summary>
/// Everything about a Mixtral model and its swarm. Python's
/// <c>DistributedMixtralConfig(MixtralConfig, ClientConfig, PTuneConfig, LMHeadConfig)</c>
/// (Petals 2.3.0.dev2, <c>models/mixtral/config.py</c>): four parts, and a flat view over all of them.
/// </summary>
/// <remarks>
/// The record is immutable, and equal to another one that has equal values. It remembers the text it was read from, so that a file
/// that is loaded and saved changes only where the caller changed it; that text is no part of its value.
/// </remarks>
[JsonConverter(typeof(DistributedMixtralConfigJsonConverter))]
public sealed partial record DistributedMixtralConfig : IMixtralConfig, IDistributedConfig
{
    /// <summary>Creates a config with the defaults of Petals 2.3.0.dev2 and transformers 4.43.1.</summary>
    public DistributedMixtralConfig()
    {
        Model = new MixtralConfig();
        Client = new ClientConfig();
        PTune = new PTuneConfig();
        LMHead = new LMHeadConfig();
    }

    internal DistributedMixtralConfig(SettingReader json)
    {
        Model = new MixtralConfig(json);
        Client = new ClientConfig(json);
        PTune = new PTuneConfig(json);
        LMHead = new LMHeadConfig(json);
        Source = new Unequaled<ConfigDocument>(json.Document);
    }

    /// <summary>The architecture of the model.</summary>
    public MixtralConfig Model { get; init => field = NotNull(value); }

    /// <summary>The client of the swarm.</summary>
    public ClientConfig Client { get; init => field = NotNull(value); }

    /// <summary>Prompt tuning.</summary>
    public PTuneConfig PTune { get; init => field = NotNull(value); }

    /// <summary>The language-model head.</summary>
    public LMHeadConfig LMHead { get; init => field = NotNull(value); }

    /// <inheritdoc/>
    /// <value><see cref="WrappedMixtralBlock"/>, always.</value>
    public Type BlockClass => typeof(WrappedMixtralBlock);

    /// <inheritdoc/>
    /// <value><see cref="MixtralAttention"/>, always.</value>
    public Type AttnClass => typeof(MixtralAttention);

    /// <inheritdoc/>
    /// <value><c>model.layers</c>, always.</value>
    public string BlockPrefix => "model.layers";

    /// <inheritdoc/>
    /// <value>1, always.</value>
    public int NumKeyValueGroups => 1;

    /// <summary>The full path of the file that the config was loaded from; <see langword="null"/> where it was not. No part of its value.</summary>
    public string? LoadedFrom => Source.Value?.Path;

    internal Unequaled<ConfigDocument> Source { get; }

    /// <summary>Loads the config of a model, as Petals does.</summary>
    /// <remarks>
    /// From a repo, and without an explicit prefix, the DHT prefix becomes the whole repo id with every <c>.</c> replaced by <c>-</c>.
    /// A missing <c>pad_token_id</c> becomes 0. A local path keeps the <c>dht_prefix</c> that its file holds.
    /// </remarks>
    /// <param name="modelNameOrPath">
    /// A directory that holds config.json, the path of such a file, or a repo id such as <c>mistralai/Mixtral-8x7B-v0.1</c>, which is
    /// looked for in the Hugging Face cache. What looks like a path (absolute, begins <c>./</c>, <c>../</c> or <c>~</c>, holds a backslash
    /// or a drive letter, ends <c>.json</c>, or has more than one <c>/</c>) is never taken for a repo id.
    /// </param>
    /// <param name="dhtPrefix">The DHT prefix; wins over everything else, the empty string too.</param>
    /// <param name="options">Where and how to look.</param>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="ConfigNotFoundException">There is no such file; the message lists every place that was looked at.</exception>
    /// <exception cref="ConfigFormatException">The file is not the JSON of a Mixtral config; the message names the key and the line.</exception>
    /// <exception cref="HubException">The repo id, the revision or a file of the cache is not what it must be.</exception>
    public static DistributedMixtralConfig FromPretrained(
        string modelNameOrPath, string? dhtPrefix = null, PretrainedLoadOptions? options = null) =>
        PretrainedLoader.Load(modelNameOrPath, options ?? PretrainedLoadOptions.Default).ToDistributed(dhtPrefix);

    /// <inheritdoc cref="FromPretrained"/>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see <see cref="FromPretrained"/>.</param>
    /// <param name="dhtPrefix">The DHT prefix; wins over everything else, the empty string too.</param>
    /// <param name="options">Where and how to look.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<DistributedMixtralConfig> FromPretrainedAsync(
        string modelNameOrPath, string? dhtPrefix = null, PretrainedLoadOptions? options = null, CancellationToken cancellationToken = default)
    {
        PretrainedFile file = await PretrainedLoader.LoadAsync(modelNameOrPath, options ?? PretrainedLoadOptions.Default, cancellationToken)
            .ConfigureAwait(false);
        return file.ToDistributed(dhtPrefix);
    }

    /// <summary>Reads a config from JSON text. The rules for the DHT prefix and the pad token are not applied: those are FromPretrained's.</summary>
    /// <param name="json">The text of a config.json.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConfigFormatException">The text is not the JSON of a Mixtral config; the message names the key and the line.</exception>
    public static DistributedMixtralConfig FromJson(string json) => ConfigReader.ReadDistributed(ConfigReader.FromString(json), NullLogger.Instance);

    /// <inheritdoc cref="FromJson(string)"/>
    /// <param name="utf8Json">The text of a config.json, as UTF-8.</param>
    public static DistributedMixtralConfig FromJson(ReadOnlySpan<byte> utf8Json) =>
        ConfigReader.ReadDistributed(ConfigReader.FromUtf8(utf8Json), NullLogger.Instance);

    /// <summary>
    /// The text that Python's <c>to_json_string</c> gives, byte for byte: sorted keys, two spaces of indent, a final newline, all of it ASCII.
    /// </summary>
    /// <param name="useDiff">Whether to leave out the settings common to all models that have their defaults.</param>
    public string ToJsonString(bool useDiff = true) => new ConfigWriter(this).ToJson(useDiff, PythonJsonStyle.Indented).ToString();

    /// <summary>
    /// Writes config.json, as Python's <c>save_pretrained</c> does. The file is replaced as a whole or not at all: the text goes to a
    /// temporary file beside it, which is flushed to disk and then renamed.
    /// </summary>
    /// <param name="saveDirectory">The directory, which is created where it does not exist.</param>
    /// <exception cref="ArgumentException"><paramref name="saveDirectory"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="PretrainedConfigException"><paramref name="saveDirectory"/> is a file, or it cannot be written to.</exception>
    public void SavePretrained(string saveDirectory) =>
        ConfigFile.Save(saveDirectory, new ConfigWriter(this).ToJson(useDiff: true, PythonJsonStyle.Indented).Written);

    /// <summary>A copy with other values, as Python's <c>update_from_string</c> gives: each takes the kind of the value that it replaces.</summary>
    /// <param name="update">Settings as <c>key=value,key=value</c>, with snake_case keys. A Boolean may be true, 1, y, yes, false, 0, n or no.</param>
    /// <exception cref="ArgumentNullException"><paramref name="update"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnknownSettingException">The config has no such key.</exception>
    /// <exception cref="ConfigFormatException">A value is not of the kind that it replaces, or that is no Boolean, number or string.</exception>
    public DistributedMixtralConfig UpdateFromString(string update) => ConfigUpdate.Apply(this, UpdateString.Parse(this, update));

    /// <summary>A copy in which one setting has another value.</summary>
    /// <param name="key">The snake_case key of a setting, of a generation setting, or of an extra attribute that the config has.</param>
    /// <param name="value">The value, as config.json would hold it: times are in seconds.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="UnknownSettingException">There is no such setting, or it is a class attribute.</exception>
    /// <exception cref="ConfigFormatException">The value is not one that the key may hold.</exception>
    public DistributedMixtralConfig Update(string key, JsonElement value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return ConfigUpdate.Apply(this, [KeyValuePair.Create(key, JsonElements.ToText(value))]);
    }

    /// <summary>Every setting by its JSON key, sorted, with its value as JSON text and where that comes from; the extra attributes are last.</summary>
    public IReadOnlyList<ConfigSetting> DescribeSettings() => [.. new ConfigWriter(this).Describe()];

    private static T NotNull<T>(T part)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(part);
        return part;
    }

    private bool PrintMembers(StringBuilder builder)
    {
        // The parts hold every value; the flat view would print each a second time.
        builder.Append(null, $"Model = {Model}, Client = {Client}, PTune = {PTune}, LMHead = {LMHead}, ");
        builder.Append(null, $"BlockClass = {BlockClass.Name}, AttnClass = {AttnClass.Name}, BlockPrefix = {BlockPrefix}, NumKeyValueGroups = {NumKeyValueGroups}");
        return true;
    }
}
