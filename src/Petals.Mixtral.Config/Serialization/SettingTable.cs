using System.Text;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The JSON keys of the settings, both ways.</summary>
internal static class SettingTable
{
    private static readonly string[] SortedKeys =
    [
        "_attn_implementation",
        "_attn_implementation_internal",
        "_auto_class",
        "_commit_hash",
        "_name_or_path",
        "active_adapter",
        "add_cross_attention",
        "allowed_servers",
        "architectures",
        "attention_dropout",
        "attn_class",
        "attn_implementation",
        "ban_timeout",
        "block_class",
        "block_prefix",
        "blocked_servers",
        "bos_token_id",
        "chunk_size_feed_forward",
        "chunked_forward_step",
        "connect_timeout",
        "cross_attention_hidden_size",
        "daemon_startup_timeout",
        "decoder_start_token_id",
        "dht_prefix",
        "dtype",
        "eos_token_id",
        "finetuning_task",
        "head_dim",
        "hidden_act",
        "hidden_size",
        "id2label",
        "initial_peers",
        "initializer_range",
        "intermediate_size",
        "is_decoder",
        "is_encoder_decoder",
        "label2id",
        "max_backoff",
        "max_pinged",
        "max_position_embeddings",
        "max_retries",
        "min_backoff",
        "model_type",
        "name_or_path",
        "num_attention_heads",
        "num_experts",
        "num_experts_per_tok",
        "num_hidden_layers",
        "num_key_value_groups",
        "num_key_value_heads",
        "num_labels",
        "num_local_experts",
        "output_attentions",
        "output_hidden_states",
        "output_router_logits",
        "pad_token_id",
        "ping_timeout",
        "pre_seq_len",
        "prefix",
        "problem_type",
        "pruned_heads",
        "request_timeout",
        "return_dict",
        "rms_norm_eps",
        "rope_theta",
        "router_aux_loss_coef",
        "router_jitter_noise",
        "sep_token_id",
        "show_route",
        "sliding_window",
        "task_specific_params",
        "tf_legacy_loss",
        "tie_encoder_decoder",
        "tie_word_embeddings",
        "tokenizer_class",
        "torch_dtype",
        "torchscript",
        "transformers_version",
        "tuning_mode",
        "update_period",
        "use_bfloat16",
        "use_cache",
        "use_chunked_forward",
        "use_server_to_server",
        "vocab_size",
        "xla_device",
    ];

    /// <summary>How many settings after the one before are tried first.</summary>
    private const int Nearby = 8;

    public static IEnumerable<string> Keys => SortedKeys;

    public static int Count => SortedKeys.Length;

    public static string Key(this Setting setting) => SortedKeys[(int)setting];

    /// <summary>Finds the setting of a key; <see langword="null"/> for a key that means nothing here.</summary>
    /// <param name="key">The key, as UTF-8.</param>
    /// <param name="previous">The setting found before: files are sorted as the settings are, so the next one is mostly
    /// near.</param>
    public static Setting? Find(ReadOnlySpan<byte> key, Setting previous = 0)
    {
        int end = Math.Min((int)previous + Nearby, SortedKeys.Length);
        for (int i = (int)previous; i < end; i++)
        {
            string candidate = SortedKeys[i];
            if (candidate.Length == key.Length && Ascii.Equals(key, candidate))
            {
                return (Setting)i;
            }
        }

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
