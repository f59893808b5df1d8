using Petals.Mixtral.Config.Serialization.Rules;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Recognizes JSON files that are not configs, but load as one because every size has a default.</summary>
internal static class ForeignFile
{
    private const int MaxNamesShown = 5;

    private const string MistralKey = "n_layers";

    private static readonly (string Key, string Description)[] Kinds =
    [
        (MistralKey, "params.json of Mistral's own format"),
        ("base_model_name_or_path", "the config of an adapter"),
        ("peft_type", "the config of an adapter"),
        ("weight_map", "the index of a checkpoint"),
        ("added_tokens_decoder", "tokenizer_config.json"),
        ("model_max_length", "tokenizer_config.json"),
        ("chat_template", "tokenizer_config.json"),
        ("add_bos_token", "tokenizer_config.json"),
        ("added_tokens", "tokenizer.json"),
        ("bos_token", "special_tokens_map.json"),
        ("_from_model_config", "generation_config.json"),
        ("max_new_tokens", "generation_config.json"),
        ("do_sample", "generation_config.json"),
        ("temperature", "generation_config.json"),
        ("desc_act", "the settings of a quantisation"),
        ("quant_method", "the settings of a quantisation"),
        ("zero_optimization", "the config of DeepSpeed"),
        ("log_history", "trainer_state.json"),
        ("processor_class", "the config of a processor"),
        ("siblings", "what the API of the Hub returns for a repo"),
        ("error", "an error message of a server"),
    ];

    /// <summary>Describes what a file looks like. Returns null if it may be the config of a Mixtral model.</summary>
    public static string? Describe(ConfigSource source)
    {
        // generation_config.json contains use_cache, and params.json of Mistral vocab_size and head_dim.
        bool hasKey =
            source.Extras.ContainsKey(RopeParameters.Key)
            || MixtralSettings.All.Any(setting => setting != MixtralSettings.UseCache && source.Has(setting));
        if (hasKey && (source.Has(MixtralSettings.HiddenSize) || !source.Extras.ContainsKey(MistralKey)))
        {
            return null;
        }

        IEnumerable<KeyValuePair<string, JsonSlice>> extras = source.Extras.Texts;
        if (extras.FirstOrDefault(extra => IsConfig(extra.Value)) is { Key: { } nested })
        {
            return $"a config whose sizes are inside {Printable.Short(nested)}";
        }

        if (ClaimsMixtral(source))
        {
            return null;
        }

        if (
            Kinds.FirstOrDefault(kind => source.Extras.ContainsKey(kind.Key)) is { Key: { } key, Description: var kind }
        )
        {
            return key is "base_model_name_or_path" or "error"
                ? $"{kind}, with {key} {Excerpt.Of(source.Extras.Texts.First(extra => extra.Key == key).Value.Text)}"
                : kind;
        }

        return source.Has(MixtralSettings.UseCache) ? null : DescribeKeys(source);
    }

    private static bool ClaimsMixtral(ConfigSource source) =>
        !source.IsNullOrMissing(PretrainedSettings.ModelType)
        || (
            source.TryGetText(PretrainedSettings.Architectures, out JsonSlice architectures)
            && architectures.Text.IndexOf("Mixtral"u8) >= 0
        );

    private static string DescribeKeys(ConfigSource source)
    {
        string[] keys =
        [
            .. SettingTable.All.ToArray().Where(source.Has).Select(setting => setting.Key),
            .. source.Extras.Keys.Select(key => Printable.Short(key)),
        ];
        return keys.Length == 0
            ? "an empty object"
            : $"a file that has only other keys: {string.Join(", ", ShortList.Of(keys, MaxNamesShown))}";
    }

    private static bool IsConfig(JsonSlice value) =>
        value.Text[0] == '{'
        && JsonElements.FromText(value) is var members
        && (
            members.TryGetProperty(MixtralSettings.HiddenSize.Key, out _)
            || members.TryGetProperty(MixtralSettings.NumHiddenLayers.Key, out _)
        );
}
