namespace Petals.Mixtral.Config;

/// <summary>
/// What Petals adds to a model's config: the three parts of a client, and four class attributes that describe the
/// blocks. Class attributes are fixed: a file cannot set them (Petals 2.3.0.dev2, <c>models/mixtral/config.py</c>).
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
    /// Petals' <c>num_key_value_groups</c>, fixed at 1. Petals computes the size of its attention cache from it. The
    /// true ratio is <see cref="IMixtralConfig.AttentionGroups"/>.
    /// </summary>
    int NumKeyValueGroups { get; }

    /// <summary>The default capacity of a server's attention cache, in tokens (Petals
    /// <c>attn_cache_tokens</c>).</summary>
    /// <value>4096; 16384 if <see cref="NumKeyValueGroups"/> is more than 1.</value>
    int DefaultAttnCacheTokens => NumKeyValueGroups > 1 ? 16384 : 4096;

    /// <summary>The default limit for one batch of a server, in tokens (Petals <c>max_batch_size</c>).</summary>
    /// <value>2048; 8192 if <see cref="NumKeyValueGroups"/> is more than 1.</value>
    int DefaultMaxBatchSize => NumKeyValueGroups > 1 ? 8192 : 2048;

    /// <summary>The default limit for an inference session of a server, in tokens (Petals
    /// <c>inference_max_length</c>).</summary>
    /// <value>2048; 8192 if <see cref="NumKeyValueGroups"/> is more than 1.</value>
    int DefaultInferenceMaxLength => NumKeyValueGroups > 1 ? 8192 : 2048;
}
