namespace Petals.Mixtral.Config;

/// <summary>
/// What Petals adds to a model's config: the three parts of a client, and four class attributes that describe the
/// blocks. Class attributes are fixed: no file contains them (Petals 2.3.0.dev2, <c>models/mixtral/config.py</c>).
/// </summary>
[JsonConverter(typeof(ConfigJsonConverter<IDistributedConfig>))]
public interface IDistributedConfig : IClientConfig, IPTuneConfig, ILMHeadConfig
{
    /// <summary>The type that describes a block: Petals' <c>block_class</c>.</summary>
    Type BlockClass { get; }

    /// <summary>The type that describes the attention of a block: Petals' <c>attn_class</c>.</summary>
    Type AttnClass { get; }

    /// <summary>The prefix of the names of a block's weights: Petals' <c>block_prefix</c>.</summary>
    string BlockPrefix { get; }

    /// <summary>
    /// The <c>num_key_value_groups</c> that Petals sizes its attention cache by, fixed at 1.
    /// The true ratio is <see cref="IMixtralConfig.AttentionGroups"/>.
    /// </summary>
    int NumKeyValueGroups { get; }
}
