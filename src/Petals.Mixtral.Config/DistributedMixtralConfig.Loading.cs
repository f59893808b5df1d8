namespace Petals.Mixtral.Config;

/// <content>Loads and parses configs.</content>
public sealed partial record DistributedMixtralConfig
{
    /// <summary>Loads the config of a model, as Petals does.</summary>
    /// <remarks>
    /// Without an explicit prefix, the DHT prefix of a repo is its id with every <c>.</c> replaced by <c>-</c>; a local
    /// path keeps the <c>dht_prefix</c> of its file. A missing <c>pad_token_id</c> becomes 0.
    /// </remarks>
    /// <param name="modelNameOrPath">
    /// A directory that contains config.json, the path of such a file, or a repo id such as
    /// <c>mistralai/Mixtral-8x7B-v0.1</c>, which is loaded from the Hugging Face cache, after a download if necessary.
    /// A text that is absolute, begins with <c>./</c>, <c>../</c>, <c>~</c> (the home directory) or a drive letter,
    /// contains a backslash or more than one <c>/</c>, or ends with <c>.json</c>, is always a path.
    /// </param>
    /// <param name="dhtPrefix">The DHT prefix. It wins over every other source, even if it is empty.</param>
    /// <param name="options">Where and how to search; by default in the default cache, then on the Hub.</param>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <exception cref="ConfigNotFoundException">The file does not exist, or the argument is not a valid path or repo
    /// id.</exception>
    /// <exception cref="ConfigFormatException">The file cannot be read, or is not the JSON of a Mixtral
    /// config.</exception>
    /// <exception cref="OfflineModeException">The file is not in the cache, and a variable forbids requests to the
    /// Hub.</exception>
    /// <exception cref="RepoNotFoundException">The repo does not exist, or is private and this account has no
    /// access.</exception>
    /// <exception cref="GatedRepoException">The repo is gated, and this account has no access.</exception>
    /// <exception cref="RevisionNotFoundException">The repo has no such revision.</exception>
    /// <exception cref="EntryNotFoundException">The revision has no such file.</exception>
    /// <exception cref="HubException">The Hub is unreachable or sent an invalid response, the cache is damaged or
    /// cannot be written, or an option is not valid.</exception>
    /// <returns>The config.</returns>
    /// <example><code>
    /// var config = DistributedMixtralConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1");
    /// Console.WriteLine($"{config.NumHiddenLayers}, {config.DhtPrefix}"); // 32, mistralai/Mixtral-8x7B-v0-1
    /// </code></example>
    [OverloadResolutionPriority(1)] // Null selects this overload.
    public static DistributedMixtralConfig FromPretrained(
        string modelNameOrPath,
        string? dhtPrefix = null,
        PretrainedLoadOptions? options = null
    ) => CallMode.Finished(LoadAsync(CallMode.Blocking, modelNameOrPath, dhtPrefix, options));

    /// <inheritdoc cref="FromPretrained(string, string?, PretrainedLoadOptions?)"/>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="dhtPrefix">The DHT prefix. It wins over every other source, even if it is empty.</param>
    /// <param name="options">Where and how to search; by default in the default cache, then on the Hub.</param>
    /// <param name="cancellationToken">Cancels the loading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <example><code>
    /// const string model = "mistralai/Mixtral-8x22B-v0.1";
    /// var options = new PretrainedLoadOptions { LocalFilesOnly = true };
    /// var config = await DistributedMixtralConfig.FromPretrainedAsync(model, "my-swarm", options);
    /// Console.WriteLine($"{config.NumHiddenLayers}, {config.DhtPrefix}"); // 56, my-swarm
    /// </code></example>
    [OverloadResolutionPriority(1)] // Null selects this overload.
    public static Task<DistributedMixtralConfig> FromPretrainedAsync(
        string modelNameOrPath,
        string? dhtPrefix = null,
        PretrainedLoadOptions? options = null,
        CancellationToken cancellationToken = default
    ) => LoadAsync(CallMode.Awaiting(cancellationToken), modelNameOrPath, dhtPrefix, options).AsTask();

    /// <inheritdoc cref="FromPretrained(string, string?, PretrainedLoadOptions?)"/>
    public static DistributedMixtralConfig FromPretrained(string modelNameOrPath, PretrainedLoadOptions? options) =>
        FromPretrained(modelNameOrPath, dhtPrefix: null, options);

    /// <inheritdoc cref="FromPretrainedAsync(string, string?, PretrainedLoadOptions?, CancellationToken)"/>
    public static Task<DistributedMixtralConfig> FromPretrainedAsync(
        string modelNameOrPath,
        PretrainedLoadOptions? options,
        CancellationToken cancellationToken = default
    ) => FromPretrainedAsync(modelNameOrPath, dhtPrefix: null, options, cancellationToken);

    /// <summary>Parses a config. The rules of FromPretrained for the DHT prefix and the pad token do not
    /// apply.</summary>
    /// <param name="json">The text of a config.json. Missing keys have their defaults.</param>
    /// <returns>The config.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConfigFormatException">The text is not the JSON of a Mixtral config.</exception>
    /// <example><code>
    /// var config = DistributedMixtralConfig.FromJson("""{"hidden_size": 64, "request_timeout": 2.5}""");
    /// Console.WriteLine($"{config.HiddenSize}, {config.RequestTimeout.TotalSeconds} s"); // 64, 2.5 s
    /// </code></example>
    public static DistributedMixtralConfig FromJson(string json) =>
        ConfigReader.ReadDistributed(ConfigReader.ToUtf8(json));

    /// <inheritdoc cref="FromJson(string)"/>
    /// <param name="utf8Json">The text of a config.json, as UTF-8.</param>
    public static DistributedMixtralConfig FromJson(ReadOnlySpan<byte> utf8Json) =>
        ConfigReader.ReadDistributed(utf8Json.ToArray());

    /// <summary>Throws synchronously if the model is blank.</summary>
    internal static ValueTask<DistributedMixtralConfig> LoadAsync(
        CallMode mode,
        string modelNameOrPath,
        string? dhtPrefix,
        PretrainedLoadOptions? options
    ) =>
        PretrainedLoader.LoadAsync(
            mode,
            Required.NotBlank(modelNameOrPath),
            dhtPrefix,
            options,
            static (file, prefix) => file.ToDistributed(prefix)
        );
}
