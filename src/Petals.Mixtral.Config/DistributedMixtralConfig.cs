namespace Petals.Mixtral.Config;

/// <summary>
/// The config of a Mixtral model and its swarm: four parts, and a flat view of all their settings. Python's
/// <c>DistributedMixtralConfig(MixtralConfig, ClientConfig, PTuneConfig, LMHeadConfig)</c>
/// (Petals 2.3.0.dev2, <c>models/mixtral/config.py</c>).
/// </summary>
/// <remarks>
/// The record is immutable and compares by value. <see cref="IPretrainedConfig.CommitHash"/> is part of the value;
/// <see cref="LoadedFrom"/> and the text of the file are not. The record keeps that text to write unchanged values
/// exactly as they were read.
/// </remarks>
/// <example><code>
/// DistributedMixtralConfig config = new DistributedMixtralConfig() with { NumLocalExperts = 4, MaxRetries = 3 };
/// Console.WriteLine($"{config.Model.NumLocalExperts}, {config.Client.MaxRetries}"); // 4, 3
/// </code></example>
[DebuggerDisplay("{ModelType,nq}, {NumHiddenLayers} layers of {NumLocalExperts} experts, DHT prefix {DhtPrefix}")]
[JsonConverter(typeof(ConfigJsonConverter<DistributedMixtralConfig>))]
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

    internal DistributedMixtralConfig(ConfigSource json, DistributedMixtralConfig others)
    {
        Model = new MixtralConfig(json, others.Model);
        Client = new ClientConfig(json, others.Client);
        PTune = new PTuneConfig(json, others.PTune);
        LMHead = new LMHeadConfig(json, others.LMHead);
        Source = new NotCompared<ConfigSource>(json);
    }

    /// <summary>The architecture of the model. A new model loses the extra attributes that are settings of Petals,
    /// because the other parts contain them.</summary>
    public MixtralConfig Model
    {
        get;
        init => field = ExtraKeys.WithoutPetals(Required.NotNull(value));
    }

    /// <summary>The client of the swarm.</summary>
    public ClientConfig Client
    {
        get;
        init => field = Required.NotNull(value);
    }

    /// <summary>Prompt tuning.</summary>
    public PTuneConfig PTune
    {
        get;
        init => field = Required.NotNull(value);
    }

    /// <summary>The language-model head.</summary>
    public LMHeadConfig LMHead
    {
        get;
        init => field = Required.NotNull(value);
    }

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

    /// <summary>
    /// The full path of the config's file; <see langword="null"/> if it was not loaded from one. Copies keep it, and it
    /// is not part of the value. A <see cref="Model"/> that was loaded from another file has its own path.
    /// </summary>
    public string? LoadedFrom => Source.Value?.Path;

    internal NotCompared<ConfigSource> Source { get; init; }

    /// <summary>
    /// Checks all rules: for the sizes, token ids and numbers of the model, the peers, servers, times and DHT prefix of
    /// the client, prompt tuning, and the language-model head. A value that breaks its own rule is not checked against
    /// others.
    /// </summary>
    /// <returns>The failures, in a fixed order; empty for a valid config.</returns>
    /// <example><code>
    /// var config = new DistributedMixtralConfig { MaxPinged = -1 };
    /// Console.WriteLine(config.Validate()[0]); // max_pinged is -1: it must not be negative. Give 0 or more.
    /// </code></example>
    public IReadOnlyList<ConfigFailure> Validate() => ConfigRules.Check(this);

    /// <summary>Throws if the config is not valid.</summary>
    /// <returns>The config itself.</returns>
    /// <exception cref="ConfigValidationException">The config breaks rules; the exception lists every
    /// failure.</exception>
    /// <example><code>
    /// DistributedMixtralConfig config = new DistributedMixtralConfig { MaxPinged = 5 }.EnsureValid();
    /// Console.WriteLine(config.MaxPinged); // 5
    /// </code></example>
    public DistributedMixtralConfig EnsureValid() =>
        Validate() is { Count: > 0 } failures ? throw new ConfigValidationException(LoadedFrom, failures) : this;

    private bool PrintMembers(StringBuilder builder)
    {
        // The flat view would print each value a second time.
        builder.Append(
            null,
            $"Model = {Model}, Client = {Client}, PTune = {PTune}, LMHead = {LMHead}, BlockClass = {BlockClass.Name}, "
                + $"AttnClass = {AttnClass.Name}, BlockPrefix = {BlockPrefix}, NumKeyValueGroups = {NumKeyValueGroups}"
        );
        return true;
    }
}
