namespace Petals.Mixtral.Config.Serialization;

/// <summary>The JSON keys of the settings, both ways, and what kind of setting each is.</summary>
internal static class SettingTable
{
    private static readonly string[] SortedKeys =
    [
        "_attn_implementation", "_attn_implementation_internal", "_auto_class", "_commit_hash", "_name_or_path",
        "active_adapter", "add_cross_attention", "allowed_servers", "architectures", "attention_dropout", "attn_class",
        "attn_implementation", "ban_timeout", "block_class", "block_prefix", "blocked_servers", "bos_token_id",
        "chunk_size_feed_forward", "chunked_forward_step", "connect_timeout", "cross_attention_hidden_size",
        "daemon_startup_timeout", "decoder_start_token_id", "dht_prefix", "dtype", "eos_token_id", "finetuning_task",
        "head_dim", "hidden_act", "hidden_size", "id2label", "initial_peers", "initializer_range", "intermediate_size",
        "is_decoder", "is_encoder_decoder", "label2id", "max_backoff", "max_pinged", "max_position_embeddings", "max_retries",
        "min_backoff", "model_type", "name_or_path", "num_attention_heads", "num_experts", "num_experts_per_tok",
        "num_hidden_layers", "num_key_value_groups", "num_key_value_heads", "num_labels", "num_local_experts",
        "output_attentions", "output_hidden_states", "output_router_logits", "pad_token_id", "ping_timeout", "pre_seq_len",
        "prefix", "problem_type", "pruned_heads", "request_timeout", "return_dict", "rms_norm_eps", "rope_theta", "router_aux_loss_coef", "router_jitter_noise", "sep_token_id", "show_route", "sliding_window",
        "task_specific_params", "tf_legacy_loss", "tie_encoder_decoder", "tie_word_embeddings", "tokenizer_class",
        "torch_dtype", "torchscript", "transformers_version", "tuning_mode", "update_period", "use_bfloat16", "use_cache",
        "use_chunked_forward", "use_server_to_server", "vocab_size", "xla_device",
    ];

    public static IEnumerable<string> Keys => SortedKeys;

    public static int Count => SortedKeys.Length;

    public static string Key(this Setting setting) => SortedKeys[(int)setting];

    /// <summary>Finds the setting of a key; <see langword="null"/> for a key that means nothing here.</summary>
    public static Setting? Find(ReadOnlySpan<byte> key)
    {
        int low = 0;
        int high = SortedKeys.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = Compare(key, SortedKeys[middle]);
            if (order == 0)
            {
                return (Setting)middle;
            }

            if (order < 0)
            {
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        return null;
    }

    /// <summary>The class that the setting belongs to.</summary>
    public static ConfigPart Part(this Setting setting) => setting switch
    {
        Setting.InitialPeers or Setting.DhtPrefix or Setting.DaemonStartupTimeout or Setting.ShowRoute or Setting.AllowedServers
            or Setting.BlockedServers or Setting.UseServerToServer or Setting.ConnectTimeout or Setting.RequestTimeout
            or Setting.UpdatePeriod or Setting.MaxRetries or Setting.MinBackoff or Setting.MaxBackoff or Setting.BanTimeout
            or Setting.ActiveAdapter or Setting.MaxPinged or Setting.PingTimeout => ConfigPart.Client,
        Setting.PreSeqLen or Setting.TuningMode => ConfigPart.PTune,
        Setting.UseChunkedForward or Setting.ChunkedForwardStep => ConfigPart.LMHead,
        Setting.VocabSize or Setting.HiddenSize or Setting.IntermediateSize or Setting.NumHiddenLayers or Setting.NumAttentionHeads
            or Setting.NumKeyValueHeads or Setting.HeadDim or Setting.HiddenAct or Setting.MaxPositionEmbeddings
            or Setting.InitializerRange or Setting.RmsNormEps or Setting.UseCache or Setting.RopeTheta
            or Setting.SlidingWindow or Setting.AttentionDropout or Setting.NumExpertsPerTok or Setting.NumLocalExperts
            or Setting.NumExperts or Setting.OutputRouterLogits or Setting.RouterAuxLossCoef or Setting.RouterJitterNoise
            => ConfigPart.Mixtral,
        _ => ConfigPart.Pretrained,
    };

    /// <summary>Whether the setting is one of Petals' own, which a <see cref="MixtralConfig"/> by itself does not know.</summary>
    public static bool IsPetals(this Setting setting) =>
        setting.Part() is ConfigPart.Client or ConfigPart.PTune or ConfigPart.LMHead || setting.IsClassAttribute();

    /// <summary>Whether the key is never written: Python drops it, or it is a class attribute, or another key says the same.</summary>
    public static bool IsNeverWritten(this Setting setting) => setting.IsClassAttribute() || setting
        is Setting.CommitHash or Setting.AttnImplementation or Setting.PrivateAttnImplementation or Setting.AttnImplementationInternal
        or Setting.AutoClass or Setting.XlaDevice or Setting.NameOrPathWithoutUnderscore or Setting.NumLabels;

    /// <summary>Whether the key is transformers 5's name for another setting: written only where it stood in the file.</summary>
    public static bool IsNewerSpelling(this Setting setting) =>
        setting is Setting.Dtype or Setting.NumExperts;

    /// <summary>The setting that another name stands for; a setting that has no other name is its own.</summary>
    public static Setting Primary(this Setting setting) => setting switch
    {
        Setting.Dtype => Setting.TorchDtype,
        Setting.NumExperts => Setting.NumLocalExperts,
        Setting.NameOrPathWithoutUnderscore => Setting.NameOrPath,
        _ => setting,
    };

    private static bool IsClassAttribute(this Setting setting) =>
        setting is Setting.BlockClass or Setting.AttnClass or Setting.BlockPrefix or Setting.NumKeyValueGroups;

    private static int Compare(ReadOnlySpan<byte> left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            int difference = left[i] - right[i];
            if (difference != 0)
            {
                return difference;
            }
        }

        return left.Length - right.Length;
    }
}
