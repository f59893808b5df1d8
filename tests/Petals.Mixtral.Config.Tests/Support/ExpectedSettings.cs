namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>One setting as Python has it.</summary>
/// <param name="Key">The JSON key.</param>
/// <param name="Property">The name of the property.</param>
/// <param name="Default">The default as JSON text.</param>
internal sealed record ExpectedSetting(string Key, string Property, string Default);

/// <summary>
/// The settings of the four Python classes (transformers 4.43.1, Petals 2.3.0.dev2) with their defaults, written a
/// second time to compare the types with them.
/// </summary>
internal static class ExpectedSettings
{
    private const string Peers = """
        ["/dns/bootstrap1.petals.dev/tcp/31337/p2p/QmedTaZXmULqwspJXz44SsPZyTNKxhnnFvYRajfH7MGhCY", "/dns/bootstrap2.petals.dev/tcp/31338/p2p/QmQGTqmM7NKjV6ggU1ZCap8zWiyKR89RViDXiqehSiCpY5", "/dns6/bootstrap1.petals.dev/tcp/31337/p2p/QmedTaZXmULqwspJXz44SsPZyTNKxhnnFvYRajfH7MGhCY", "/dns6/bootstrap2.petals.dev/tcp/31338/p2p/QmQGTqmM7NKjV6ggU1ZCap8zWiyKR89RViDXiqehSiCpY5", "/ip4/159.89.214.152/tcp/31337/p2p/QmedTaZXmULqwspJXz44SsPZyTNKxhnnFvYRajfH7MGhCY", "/ip4/159.203.156.48/tcp/31338/p2p/QmQGTqmM7NKjV6ggU1ZCap8zWiyKR89RViDXiqehSiCpY5"]
        """;

    /// <summary>PretrainedConfig, with its own defaults.</summary>
    public static IReadOnlyList<ExpectedSetting> Pretrained { get; } =
    [
        new("_name_or_path", "NameOrPath", "\"\""),
        new("add_cross_attention", "AddCrossAttention", "false"),
        new("architectures", "Architectures", "null"),
        new("bos_token_id", "BosTokenId", "null"),
        new("chunk_size_feed_forward", "ChunkSizeFeedForward", "0"),
        new("cross_attention_hidden_size", "CrossAttentionHiddenSize", "null"),
        new("decoder_start_token_id", "DecoderStartTokenId", "null"),
        new("eos_token_id", "EosTokenId", "null"),
        new("finetuning_task", "FinetuningTask", "null"),
        new("id2label", "Id2Label", "{\"0\": \"LABEL_0\", \"1\": \"LABEL_1\"}"),
        new("is_decoder", "IsDecoder", "false"),
        new("is_encoder_decoder", "IsEncoderDecoder", "false"),
        new("label2id", "Label2Id", "{\"LABEL_0\": 0, \"LABEL_1\": 1}"),
        new("output_attentions", "OutputAttentions", "false"),
        new("output_hidden_states", "OutputHiddenStates", "false"),
        new("pad_token_id", "PadTokenId", "null"),
        new("prefix", "Prefix", "null"),
        new("problem_type", "ProblemType", "null"),
        new("pruned_heads", "PrunedHeads", "{}"),
        new("return_dict", "ReturnDict", "true"),
        new("sep_token_id", "SepTokenId", "null"),
        new("task_specific_params", "TaskSpecificParams", "null"),
        new("tf_legacy_loss", "TfLegacyLoss", "false"),
        new("tie_encoder_decoder", "TieEncoderDecoder", "false"),
        new("tie_word_embeddings", "TieWordEmbeddings", "true"),
        new("tokenizer_class", "TokenizerClass", "null"),
        new("torch_dtype", "TorchDtype", "null"),
        new("torchscript", "Torchscript", "false"),
        new("transformers_version", "TransformersVersion", "null"),
        new("use_bfloat16", "UseBfloat16", "false"),
    ];

    /// <summary>The settings for which MixtralConfig has another default than PretrainedConfig.</summary>
    public static IReadOnlyList<ExpectedSetting> MixtralOverrides { get; } =
    [
        new("bos_token_id", "BosTokenId", "1"),
        new("eos_token_id", "EosTokenId", "2"),
        new("tie_word_embeddings", "TieWordEmbeddings", "false"),
    ];

    /// <summary>The settings that MixtralConfig adds, including <c>head_dim</c> of later versions.</summary>
    public static IReadOnlyList<ExpectedSetting> Mixtral { get; } =
    [
        new("attention_dropout", "AttentionDropout", "0.0"),
        new("head_dim", "HeadDim", "null"),
        new("hidden_act", "HiddenAct", "\"silu\""),
        new("hidden_size", "HiddenSize", "4096"),
        new("initializer_range", "InitializerRange", "0.02"),
        new("intermediate_size", "IntermediateSize", "14336"),
        new("max_position_embeddings", "MaxPositionEmbeddings", "131072"),
        new("num_attention_heads", "NumAttentionHeads", "32"),
        new("num_experts_per_tok", "NumExpertsPerTok", "2"),
        new("num_hidden_layers", "NumHiddenLayers", "32"),
        new("num_key_value_heads", "NumKeyValueHeads", "8"),
        new("num_local_experts", "NumLocalExperts", "8"),
        new("output_router_logits", "OutputRouterLogits", "false"),
        new("rms_norm_eps", "RmsNormEps", "1e-05"),
        new("rope_theta", "RopeTheta", "1000000.0"),
        new("router_aux_loss_coef", "RouterAuxLossCoef", "0.001"),
        new("router_jitter_noise", "RouterJitterNoise", "0.0"),
        new("sliding_window", "SlidingWindow", "null"),
        new("use_cache", "UseCache", "true"),
        new("vocab_size", "VocabSize", "32000"),
    ];

    public static IReadOnlyList<ExpectedSetting> Client { get; } =
    [
        new("active_adapter", "ActiveAdapter", "null"),
        new("allowed_servers", "AllowedServers", "null"),
        new("ban_timeout", "BanTimeout", "15"),
        new("blocked_servers", "BlockedServers", "null"),
        new("connect_timeout", "ConnectTimeout", "5"),
        new("daemon_startup_timeout", "DaemonStartupTimeout", "60"),
        new("dht_prefix", "DhtPrefix", "null"),
        new("initial_peers", "InitialPeers", Peers),
        new("max_backoff", "MaxBackoff", "60"),
        new("max_pinged", "MaxPinged", "3"),
        new("max_retries", "MaxRetries", "null"),
        new("min_backoff", "MinBackoff", "1"),
        new("ping_timeout", "PingTimeout", "2"),
        new("request_timeout", "RequestTimeout", "180"),
        new("show_route", "ShowRoute", "\"inference\""),
        new("update_period", "UpdatePeriod", "60"),
        new("use_server_to_server", "UseServerToServer", "true"),
    ];

    public static IReadOnlyList<ExpectedSetting> PTune { get; } =
    [new("pre_seq_len", "PreSeqLen", "0"), new("tuning_mode", "TuningMode", "null")];

    public static IReadOnlyList<ExpectedSetting> LMHead { get; } =
    [
        new("chunked_forward_step", "ChunkedForwardStep", "16384"),
        new("use_chunked_forward", "UseChunkedForward", "\"auto\""),
    ];

    /// <summary>All settings, with the defaults of DistributedMixtralConfig.</summary>
    public static IReadOnlyList<ExpectedSetting> All { get; } =
    [
        .. Pretrained.ExceptBy(MixtralOverrides.Select(setting => setting.Key), setting => setting.Key),
        .. MixtralOverrides,
        .. Mixtral,
        .. Client,
        .. PTune,
        .. LMHead,
    ];

    /// <summary>The properties of a config that are not settings of a file.</summary>
    public static IReadOnlyList<string> NotInFiles { get; } = ["CommitHash", "ExtraAttributes"];
}
