namespace Petals.Mixtral.Config;

/// <summary>
/// The settings of every Hugging Face model config: token ids, labels, dtype, output switches. The contract of Python's
/// <c>PretrainedConfig</c> (transformers 4.43.1, <c>configuration_utils.py</c>).
/// </summary>
/// <remarks>
/// The 25 generation settings of old files (<c>temperature</c>, <c>max_length</c> …) have no properties:
/// <see cref="ExtraAttributes"/> contains them, and a saved file contains those that differ from their defaults.
/// </remarks>
[JsonConverter(typeof(ConfigJsonConverter<IPretrainedConfig>))]
public interface IPretrainedConfig
{
    /// <summary>The family of the model. A class attribute: a file with another value is an error. JSON key
    /// <c>model_type</c>.</summary>
    /// <value><c>mixtral</c> for <see cref="MixtralConfig"/> and <see cref="DistributedMixtralConfig"/>, otherwise
    /// empty.</value>
    string ModelType { get; }

    /// <summary>The origin of the model according to the file. Nothing is ever loaded from it. JSON key
    /// <c>_name_or_path</c>.</summary>
    /// <value>Empty by default.</value>
    string NameOrPath { get; }

    /// <summary>The Python classes that can be built from this config. JSON key <c>architectures</c>.</summary>
    /// <value><see langword="null"/> by default; <c>["MixtralForCausalLM"]</c> in the published Mixtral files.</value>
    IReadOnlyList<string>? Architectures { get; }

    /// <summary>
    /// The data type of the published weights. JSON key <c>torch_dtype</c>, or <c>dtype</c> in files of transformers 5;
    /// if a file has both, <c>dtype</c> wins.
    /// </summary>
    /// <value><see langword="null"/> by default.</value>
    TorchDtype? TorchDtype { get; }

    /// <summary>
    /// The transformers version that wrote the file. JSON key <c>transformers_version</c>. This library always writes
    /// <c>4.43.1</c>, the version whose text it reproduces.
    /// </summary>
    /// <value><see langword="null"/> by default.</value>
    string? TransformersVersion { get; }

    /// <summary>The commit hash (40 hexadecimal digits) of the config's snapshot in the cache. No file contains
    /// it.</summary>
    /// <value><see langword="null"/> unless the config was loaded from the Hugging Face cache.</value>
    string? CommitHash { get; }

    /// <summary>The id of the token that begins a sequence. JSON key <c>bos_token_id</c>.</summary>
    /// <value><see langword="null"/> by default; 1 for <see cref="MixtralConfig"/>.</value>
    int? BosTokenId { get; }

    /// <summary>The id, or the ids, of the token that ends a sequence. JSON key <c>eos_token_id</c>.</summary>
    /// <value><see langword="null"/> by default; 2 for <see cref="MixtralConfig"/>.</value>
    TokenIds? EosTokenId { get; }

    /// <summary>The id of the token that pads short sequences. JSON key <c>pad_token_id</c>.</summary>
    /// <value><see langword="null"/> by default; <see cref="DistributedMixtralConfig"/>.FromPretrained
    /// replaces it by 0. -1 means no padding token.</value>
    int? PadTokenId { get; }

    /// <summary>The id of the token that separates two sequences. JSON key <c>sep_token_id</c>.</summary>
    /// <value><see langword="null"/> by default.</value>
    int? SepTokenId { get; }

    /// <summary>The id of the token that an encoder-decoder model starts decoding with. JSON key
    /// <c>decoder_start_token_id</c>.</summary>
    /// <value><see langword="null"/> by default.</value>
    int? DecoderStartTokenId { get; }

    /// <summary>Whether the output embeddings share the weights of the input embeddings. JSON key
    /// <c>tie_word_embeddings</c>.</summary>
    /// <value><see langword="true"/> by default; <see langword="false"/> for <see cref="MixtralConfig"/>.</value>
    bool TieWordEmbeddings { get; }

    /// <summary>Whether the model is used as a decoder inside an encoder-decoder model. JSON key
    /// <c>is_decoder</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool IsDecoder { get; }

    /// <summary>Whether the model is an encoder-decoder model. JSON key <c>is_encoder_decoder</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool IsEncoderDecoder { get; }

    /// <summary>Whether cross-attention layers are added. JSON key <c>add_cross_attention</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool AddCrossAttention { get; }

    /// <summary>The hidden size of the cross-attention layers, in values per token. JSON key
    /// <c>cross_attention_hidden_size</c>.</summary>
    /// <value><see langword="null"/> by default: the model's own hidden size.</value>
    int? CrossAttentionHiddenSize { get; }

    /// <summary>Whether encoder and decoder weights are tied. JSON key <c>tie_encoder_decoder</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool TieEncoderDecoder { get; }

    /// <summary>Whether the hidden states of all layers are returned. JSON key <c>output_hidden_states</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool OutputHiddenStates { get; }

    /// <summary>Whether the attention weights are returned. JSON key <c>output_attentions</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool OutputAttentions { get; }

    /// <summary>Whether Python's models return an object instead of a tuple. JSON key <c>return_dict</c>.</summary>
    /// <value><see langword="true"/> by default.</value>
    bool ReturnDict { get; }

    /// <summary>Whether TorchScript traces the model. JSON key <c>torchscript</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool Torchscript { get; }

    /// <summary>Whether TensorFlow models use bfloat16. JSON key <c>use_bfloat16</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool UseBfloat16 { get; }

    /// <summary>Whether TensorFlow models use their legacy loss. JSON key <c>tf_legacy_loss</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool TfLegacyLoss { get; }

    /// <summary>The pruned attention heads, by layer index. JSON key <c>pruned_heads</c>.</summary>
    /// <value>Empty by default; at most 100,000 layers, otherwise setting it throws an
    /// <see cref="ArgumentException"/>.</value>
    IReadOnlyDictionary<int, IReadOnlyList<int>> PrunedHeads { get; }

    /// <summary>The number of tokens that a feed-forward layer processes together; 0 is all of them. JSON key
    /// <c>chunk_size_feed_forward</c>.</summary>
    /// <value>0 by default.</value>
    int ChunkSizeFeedForward { get; }

    /// <summary>The label of each class index. JSON key <c>id2label</c>, its keys written as strings and sorted as
    /// numbers.</summary>
    /// <value><c>{0: "LABEL_0", 1: "LABEL_1"}</c> by default, or made from <c>num_labels</c>; at most 100,000,
    /// otherwise setting it throws an <see cref="ArgumentException"/>.</value>
    IReadOnlyDictionary<int, string> Id2Label { get; }

    /// <summary>
    /// The class index of each label. JSON key <c>label2id</c>. As in Python, a file without <c>id2label</c> gets both
    /// from <c>num_labels</c>, and its <c>label2id</c> is ignored.
    /// </summary>
    /// <value>The inverse of <see cref="Id2Label"/> by default; <see langword="null"/> if a file has only
    /// <c>id2label</c>. At most 100,000, otherwise setting it throws an <see cref="ArgumentException"/>.</value>
    IReadOnlyDictionary<string, int>? Label2Id { get; }

    /// <summary>The kind of classification. JSON key <c>problem_type</c>.</summary>
    /// <value><see langword="null"/> by default.</value>
    ProblemType? ProblemType { get; }

    /// <summary>The task that the model was fine-tuned for. JSON key <c>finetuning_task</c>.</summary>
    /// <value><see langword="null"/> by default.</value>
    string? FinetuningTask { get; }

    /// <summary>Settings for tasks, by the name of the task. JSON key <c>task_specific_params</c>.</summary>
    /// <value><see langword="null"/> by default.</value>
    IReadOnlyDictionary<string, JsonElement>? TaskSpecificParams { get; }

    /// <summary>The Python class of the tokenizer. JSON key <c>tokenizer_class</c>.</summary>
    /// <value><see langword="null"/> by default: the one that belongs to the model type.</value>
    string? TokenizerClass { get; }

    /// <summary>A text that is put before every input. JSON key <c>prefix</c>; it is not the DHT prefix.</summary>
    /// <value><see langword="null"/> by default.</value>
    string? Prefix { get; }

    /// <summary>
    /// The keys of the file that have no property, with unchanged values. They configure nothing here. Aliases of
    /// properties (<c>dtype</c>, <c>num_experts</c>, <c>num_labels</c>, <c>name_or_path</c>) and the keys that Python
    /// drops (<c>_attn_implementation</c>, <c>_attn_implementation_internal</c>, <c>_auto_class</c>,
    /// <c>_commit_hash</c>, <c>attn_implementation</c>, <c>xla_device</c>) are not included. As in Python, the id of a
    /// repo is added to its <c>auto_map</c> and <c>custom_pipelines</c>. A bare <c>NaN</c> or <c>Infinity</c>, which
    /// JSON lacks, appears as transformers 5 writes it: <c>{"__float__": "NaN"}</c>.
    /// </summary>
    /// <value>Empty by default. Setting a key that has a property, or an element that is undefined or whose document
    /// was disposed of, throws an <see cref="ArgumentException"/>.</value>
    IReadOnlyDictionary<string, JsonElement> ExtraAttributes { get; }

    /// <summary>The number of classes: the count of <see cref="Id2Label"/>.</summary>
    int NumLabels => Id2Label.Count;

    /// <summary>Whether models really return an object: <see cref="ReturnDict"/>, and not
    /// <see cref="Torchscript"/>.</summary>
    bool UseReturnDict => ReturnDict && !Torchscript;
}
