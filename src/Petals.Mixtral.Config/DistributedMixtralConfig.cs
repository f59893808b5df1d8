using System.Diagnostics;
using System.Text.Json.Serialization;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <summary>
/// Everything about a Mixtral model and its swarm. Python's
/// <c>DistributedMixtralConfig(MixtralConfig, ClientConfig, PTuneConfig, LMHeadConfig)</c>
/// (Petals 2.3.0.dev2, <c>models/mixtral/config.py</c>): four parts, and a flat view over all of them.
/// </summary>
/// <remarks>
/// The record is immutable, and equal to another one that has equal values. <see cref="IPretrainedConfig.CommitHash"/>
/// counts, so the configs of two commits differ; <see cref="LoadedFrom"/> does not. The record keeps the text that it was
/// read from, so that values that the caller does not change are written as they were read; the text does not count
/// either.
/// </remarks>
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

    /// <summary>The architecture of the model. Settings of Petals among its extra attributes are dropped: the other
    /// parts say them.</summary>
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
    /// The full path of the file that the config as a whole was loaded from; <see langword="null"/> where it was not.
    /// No part of its value, and kept by copies: a <see cref="Model"/> from elsewhere has its own.
    /// </summary>
    public string? LoadedFrom => Source.Value?.Path;

    internal NotCompared<ConfigSource> Source { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        // The parts hold every value; the flat view would print each a second time.
        builder.Append(null, $"Model = {Model}, Client = {Client}, PTune = {PTune}, LMHead = {LMHead}, ");
        builder.Append(
            null,
            $"BlockClass = {BlockClass.Name}, AttnClass = {AttnClass.Name}, BlockPrefix = {BlockPrefix}, "
                + $"NumKeyValueGroups = {NumKeyValueGroups}"
        );
        return true;
    }
}
