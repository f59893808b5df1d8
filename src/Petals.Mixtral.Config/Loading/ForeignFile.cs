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
        ("model_max_length", "tokenizer_config.json"),
        ("added_tokens_decoder", "tokenizer_config.json"),
        ("_from_model_config", "generation_config.json"),
        ("do_sample", "generation_config.json"),
        ("max_new_tokens", "generation_config.json"),
        ("error", "an error message of a server"),
    ];

    /// <summary>Describes what a file looks like. Returns null if it may be the config of a Mixtral model.</summary>
    public static string? Describe(ConfigSource source)
    {
        JsonMembers extras = source.Extras;

        // generation_config.json contains use_cache, and params.json of Mistral vocab_size and head_dim.
        bool hasKey =
            extras.ContainsKey(RopeParameters.Key)
            || MixtralSettings.All.Any(setting => setting != MixtralSettings.UseCache && source.Has(setting));
        if (hasKey && !extras.ContainsKey(MistralKey))
        {
            return null;
        }

        if (extras.Texts.FirstOrDefault(extra => IsConfig(extra.Value)).Key is { } nested)
        {
            return $"a config whose sizes are inside {Printable.Short(nested)}";
        }

        if (ClaimsMixtral(source))
        {
            return null;
        }

        (string? key, string kind) = Kinds.FirstOrDefault(kind => extras.ContainsKey(kind.Key));
        return key is null && !source.Has(MixtralSettings.UseCache) ? DescribeKeys(source) : kind;
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
            : $"a file that has only other keys: {ShortList.Join(keys, MaxNamesShown)}";
    }

    private static bool IsConfig(JsonSlice value) =>
        value.IsObject
        && value
            .ReadMembers()
            .Keys.Any(key => key == MixtralSettings.HiddenSize.Key || key == MixtralSettings.NumHiddenLayers.Key);
}
