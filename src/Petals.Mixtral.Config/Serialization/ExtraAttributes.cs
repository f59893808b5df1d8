namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// The keys of config.json that have no property. They are equal if Python finds them equal: a generation setting that
/// is missing equals its default.
/// </summary>
internal readonly struct ExtraAttributes(JsonMembers members) : IEquatable<ExtraAttributes>
{
    /// <summary>
    /// Settings of text generation that old config files contain. In Python each config has them, so a missing one
    /// equals its default.
    /// </summary>
    private static readonly JsonMembers GenerationDefaults = JsonMembers.Create(
        JsonSlice
            .FromText([
                .. """
                {
                  "max_length": 20, "min_length": 0, "do_sample": false, "early_stopping": false, "num_beams": 1,
                  "num_beam_groups": 1, "diversity_penalty": 0.0, "temperature": 1.0, "top_k": 50, "top_p": 1.0,
                  "typical_p": 1.0, "repetition_penalty": 1.0, "length_penalty": 1.0, "no_repeat_ngram_size": 0,
                  "encoder_no_repeat_ngram_size": 0, "bad_words_ids": null, "num_return_sequences": 1,
                  "output_scores": false, "return_dict_in_generate": false, "forced_bos_token_id": null,
                  "forced_eos_token_id": null, "remove_invalid_values": false,
                  "exponential_decay_length_penalty": null, "suppress_tokens": null, "begin_suppress_tokens": null
                }
                """u8,
            ])
            .ReadMembers()
    );

    public JsonMembers Members => members ?? JsonMembers.Empty;

    public static IEnumerable<string> GenerationKeys => GenerationDefaults.Keys;

    /// <summary>Gets the value that Python has for a key.</summary>
    public static bool TryGet(JsonMembers extras, string key, out JsonSlice value) =>
        extras.TryGetText(key, out value) || GenerationDefaults.TryGetText(key, out value);

    /// <summary>The members that are written, sorted.</summary>
    public static KeyValuePair<string, JsonSlice>[] ToWrite(JsonMembers extras, bool useDiff)
    {
        if (useDiff && extras.Count == 0)
        {
            return [];
        }

        // A PyTorch dtype cannot be JSON, so transformers removes this key when it writes a quantised model.
        bool isQuantized = extras.ContainsKey("quantization_config");
        IEnumerable<KeyValuePair<string, JsonSlice>> members = useDiff
            ? extras.Texts.Where(extra => !IsDefault(extra.Key, extra.Value))
            : GenerationDefaults.With(extras.Texts).Texts;
        return [.. members.Where(extra => !isQuantized || extra.Key != "_pre_quantization_dtype")];
    }

    public bool Equals(ExtraAttributes other) =>
        Members.Equals(other.Members) || WithoutDefaults(Members).Equals(WithoutDefaults(other.Members));

    public override bool Equals(object? obj) => obj is ExtraAttributes other && Equals(other);

    public override int GetHashCode() => WithoutDefaults(Members).GetHashCode();

    private static JsonMembers WithoutDefaults(JsonMembers extras) =>
        extras.Where(extra => !IsDefault(extra.Key, extra.Value));

    private static bool IsDefault(string key, JsonSlice value) =>
        GenerationDefaults.TryGetText(key, out JsonSlice usual) && JsonEquality.AreEqual(value, usual);
}
