using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// The 25 generation settings that transformers 4.43.1 still keeps in a model's config, with their defaults
/// (<c>PretrainedConfig._get_generation_defaults</c>). They have no properties: a file's own are extra attributes.
/// </summary>
internal static class GenerationDefaults
{
    private static readonly JsonMembers Defaults = JsonMembers.Read(
        JsonSlice.Of([
            .. """
        {
          "max_length": 20, "min_length": 0, "do_sample": false, "early_stopping": false, "num_beams": 1, "num_beam_groups": 1,
          "diversity_penalty": 0.0, "temperature": 1.0, "top_k": 50, "top_p": 1.0, "typical_p": 1.0, "repetition_penalty": 1.0,
          "length_penalty": 1.0, "no_repeat_ngram_size": 0, "encoder_no_repeat_ngram_size": 0, "bad_words_ids": null,
          "num_return_sequences": 1, "output_scores": false, "return_dict_in_generate": false, "forced_bos_token_id": null,
          "forced_eos_token_id": null, "remove_invalid_values": false, "exponential_decay_length_penalty": null,
          "suppress_tokens": null, "begin_suppress_tokens": null
        }
        """u8,
        ])
    );

    public static IEnumerable<string> Keys => Defaults.Keys;

    public static bool Contains(string key) => Defaults.ContainsKey(key);

    /// <summary>The default of a generation setting, where <paramref name="key"/> is one.</summary>
    public static bool TryGet(string key, out JsonSlice value) => Defaults.TryGetText(key, out value);

    /// <summary>The extra attributes that are written: without the settings that have their default, or with all of
    /// them.</summary>
    public static KeyValuePair<string, JsonSlice>[] Apply(JsonMembers extras, bool useDiff) =>
        !useDiff ? [.. Defaults.With(extras.Texts).Texts]
        : extras.Count == 0 ? []
        : [.. extras.Texts.Where(extra => !HasDefault(extra.Key, extra.Value))];

    private static bool HasDefault(string key, JsonSlice value) =>
        Defaults.TryGetText(key, out JsonSlice usual)
        && (JsonEquality.AreEqual(value, usual) || JsonEquality.AreEqual(AsNumber(value), AsNumber(usual)));

    /// <summary>Python takes true for 1 and false for 0.</summary>
    private static JsonSlice AsNumber(JsonSlice value) =>
        value.Text switch
        {
            var text when text.SequenceEqual("true"u8) => JsonSlice.Of([.. "1"u8]),
            var text when text.SequenceEqual("false"u8) => JsonSlice.Of([.. "0"u8]),
            _ => value,
        };
}
