using Keys = Petals.Mixtral.Config.Settings.MixtralSettings;

namespace Petals.Mixtral.Config;

/// <summary>
/// The architecture of a Mixtral model, without Petals' settings and rules. Python's <c>MixtralConfig</c>.
/// </summary>
[JsonConverter(typeof(ConfigJsonConverter<MixtralConfig>))]
public sealed record MixtralConfig : PretrainedConfig, IMixtralConfig
{
    /// <summary>Creates a config with the defaults of transformers 4.43.1.</summary>
    public MixtralConfig()
    {
        TieWordEmbeddings = false;
        BosTokenId = 1;
        EosTokenId = 2;
    }

    internal MixtralConfig(ConfigSource json, MixtralConfig others)
        : base(json, others)
    {
        VocabSize = json.Read(Keys.VocabSize, others.VocabSize);
        HiddenSize = json.Read(Keys.HiddenSize, others.HiddenSize);
        IntermediateSize = json.Read(Keys.IntermediateSize, others.IntermediateSize);
        NumHiddenLayers = json.Read(Keys.NumHiddenLayers, others.NumHiddenLayers);
        NumAttentionHeads = json.Read(Keys.NumAttentionHeads, others.NumAttentionHeads);
        NumKeyValueHeads = json.Read(Keys.NumKeyValueHeads, others.NumKeyValueHeads);
        HeadDim = json.Read(Keys.HeadDim, others.HeadDim);
        HiddenAct = json.Read(Keys.HiddenAct, others.HiddenAct);
        MaxPositionEmbeddings = json.Read(Keys.MaxPositionEmbeddings, others.MaxPositionEmbeddings);
        InitializerRange = json.Read(Keys.InitializerRange, others.InitializerRange);
        RmsNormEps = json.Read(Keys.RmsNormEps, others.RmsNormEps);
        UseCache = json.Read(Keys.UseCache, others.UseCache);
        RopeTheta = json.Read(Keys.RopeTheta, others.RopeTheta);
        SlidingWindow = json.Read(Keys.SlidingWindow, others.SlidingWindow);
        AttentionDropout = json.Read(Keys.AttentionDropout, others.AttentionDropout);
        NumExpertsPerTok = json.Read(Keys.NumExpertsPerTok, others.NumExpertsPerTok);
        NumLocalExperts = json.Read(Keys.NumLocalExperts, others.NumLocalExperts);
        OutputRouterLogits = json.Read(Keys.OutputRouterLogits, others.OutputRouterLogits);
        RouterAuxLossCoef = json.Read(Keys.RouterAuxLossCoef, others.RouterAuxLossCoef);
        RouterJitterNoise = json.Read(Keys.RouterJitterNoise, others.RouterJitterNoise);
        Source = new NotCompared<ConfigSource>(json);
    }

    /// <inheritdoc/>
    public override string ModelType => "mixtral";

    /// <inheritdoc/>
    public IReadOnlyList<string> KeysToIgnoreAtInference => ValueList<string>.Create(["past_key_values"]);

    /// <inheritdoc/>
    public int VocabSize { get; init; } = 32000;

    /// <inheritdoc/>
    public int HiddenSize { get; init; } = 4096;

    /// <inheritdoc/>
    public int IntermediateSize { get; init; } = 14336;

    /// <inheritdoc/>
    public int NumHiddenLayers { get; init; } = 32;

    /// <inheritdoc/>
    public int NumAttentionHeads { get; init; } = 32;

    /// <inheritdoc/>
    public int NumKeyValueHeads { get; init; } = 8;

    /// <inheritdoc/>
    public int? HeadDim { get; init; }

    /// <inheritdoc/>
    public string HiddenAct
    {
        get;
        init => field = Required.NotNull(value);
    } = "silu";

    /// <inheritdoc/>
    public int MaxPositionEmbeddings { get; init; } = 131072;

    /// <inheritdoc/>
    public double InitializerRange { get; init; } = 0.02;

    /// <inheritdoc/>
    public double RmsNormEps { get; init; } = 1e-05;

    /// <inheritdoc/>
    public bool UseCache { get; init; } = true;

    /// <inheritdoc/>
    public double RopeTheta
    {
        get;
        init
        {
            field = value;
            base.ExtraAttributes = RopeParameters.WithTheta((JsonMembers)base.ExtraAttributes, value);
        }
    } = 1000000.0;

    /// <inheritdoc/>
    public int? SlidingWindow { get; init; }

    /// <inheritdoc/>
    public double AttentionDropout { get; init; }

    /// <inheritdoc/>
    public int NumExpertsPerTok { get; init; } = 2;

    /// <inheritdoc/>
    public int NumLocalExperts { get; init; } = 8;

    /// <inheritdoc/>
    public bool OutputRouterLogits { get; init; }

    /// <inheritdoc/>
    public double RouterAuxLossCoef { get; init; } = 0.001;

    /// <inheritdoc/>
    public double RouterJitterNoise { get; init; }

    /// <inheritdoc/>
    /// <remarks>
    /// The <c>rope_theta</c> of its <c>rope_parameters</c> is <see cref="RopeTheta"/>: setting one sets both.
    /// </remarks>
    /// <exception cref="ArgumentException">A key has a property, or <c>rope_parameters</c> is not an
    /// object.</exception>
    public override IReadOnlyDictionary<string, JsonElement> ExtraAttributes
    {
        get => base.ExtraAttributes;
        init
        {
            base.ExtraAttributes = value;
            RopeTheta = RopeParameters.ThetaIn((JsonMembers)base.ExtraAttributes, nameof(value)) ?? RopeTheta;
        }
    }

    /// <inheritdoc cref="DistributedMixtralConfig.LoadedFrom"/>
    public string? LoadedFrom => Source.Value?.Path;

    /// <summary>The text of the config, which is not part of its value.</summary>
    internal NotCompared<ConfigSource> Source { get; init; }

    /// <summary>Loads the config of a model, without Petals' rules for the DHT prefix and the pad token.</summary>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="options">Where and how to search; by default in the default cache, then on the Hub.</param>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <exception cref="PretrainedConfigException">The config was not found, could not be downloaded, or is not a
    /// Mixtral config.</exception>
    /// <returns>The config.</returns>
    /// <example><code>
    /// var config = MixtralConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1");
    /// Console.WriteLine($"{config.NumLocalExperts}, {config.TorchDtype}"); // 8, bfloat16
    /// </code></example>
    public static MixtralConfig FromPretrained(string modelNameOrPath, PretrainedLoadOptions? options = null) =>
        CallMode.Finished(LoadAsync(CallMode.Blocking, modelNameOrPath, options));

    /// <inheritdoc cref="FromPretrained"/>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="options">Where and how to search; by default in the default cache, then on the Hub.</param>
    /// <param name="cancellationToken">Cancels the loading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<MixtralConfig> FromPretrainedAsync(
        string modelNameOrPath,
        PretrainedLoadOptions? options = null,
        CancellationToken cancellationToken = default
    ) => LoadAsync(CallMode.Awaiting(cancellationToken), modelNameOrPath, options).AsTask();

    /// <summary>Parses a config.</summary>
    /// <param name="json">The text of a config.json. Missing keys have their defaults.</param>
    /// <returns>The config.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConfigFormatException">The text is not the JSON of a Mixtral config.</exception>
    public static MixtralConfig FromJson(string json) => ConfigReader.ReadMixtral(ConfigReader.ToUtf8(json));

    /// <inheritdoc cref="FromJson(string)"/>
    /// <param name="utf8Json">The text of a config.json, as UTF-8.</param>
    public static MixtralConfig FromJson(ReadOnlySpan<byte> utf8Json) => ConfigReader.ReadMixtral(utf8Json.ToArray());

    /// <inheritdoc cref="DistributedMixtralConfig.ToJsonString"/>
    public string ToJsonString(bool useDiff = true) =>
        ConfigWriter.Write(this, useDiff, PythonJsonStyle.Indented).ToString();

    /// <inheritdoc cref="DistributedMixtralConfig.SavePretrained"/>
    public void SavePretrained(string saveDirectory) =>
        AtomicConfigFile.Save(
            saveDirectory,
            ConfigWriter.Write(this, useDiff: true, PythonJsonStyle.Indented).Written.ToArray()
        );

    private static ValueTask<MixtralConfig> LoadAsync(
        CallMode mode,
        string modelNameOrPath,
        PretrainedLoadOptions? options
    ) =>
        PretrainedLoader.LoadAsync(
            mode,
            Required.NotBlank(modelNameOrPath),
            dhtPrefix: null,
            options,
            static (file, _) => file.ToMixtral()
        );
}
