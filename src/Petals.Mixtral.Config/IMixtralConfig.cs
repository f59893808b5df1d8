namespace Petals.Mixtral.Config;

/// <summary>
/// The architecture of a Mixtral model: a decoder whose feed-forward layers are a choice of experts.
/// The contract of Python's <c>MixtralConfig</c> (transformers 4.43.1, <c>configuration_mixtral.py</c>).
/// </summary>
/// <remarks>As in Python, a config may contain any number. A size counts values, not bytes; in a valid config it is
/// positive.</remarks>
[JsonConverter(typeof(ConfigJsonConverter<IMixtralConfig>))]
public interface IMixtralConfig : IPretrainedConfig
{
    /// <summary>The keys of a model's output that inference ignores. A class attribute:
    /// <c>keys_to_ignore_at_inference</c>.</summary>
    /// <value><c>["past_key_values"]</c>, always.</value>
    IReadOnlyList<string> KeysToIgnoreAtInference { get; }

    /// <summary>The number of tokens in the vocabulary. JSON key <c>vocab_size</c>.</summary>
    /// <value>32000 by default.</value>
    int VocabSize { get; }

    /// <summary>The number of values that describe a token between layers. JSON key <c>hidden_size</c>.</summary>
    /// <value>4096 by default.</value>
    int HiddenSize { get; }

    /// <summary>The inner size of each expert's feed-forward layer. JSON key <c>intermediate_size</c>.</summary>
    /// <value>14336 by default.</value>
    int IntermediateSize { get; }

    /// <summary>The number of hidden layers, which Petals calls blocks. JSON key <c>num_hidden_layers</c>.</summary>
    /// <value>32 by default.</value>
    int NumHiddenLayers { get; }

    /// <summary>The number of attention (query) heads of a layer. JSON key <c>num_attention_heads</c>.</summary>
    /// <value>32 by default; a multiple of <see cref="NumKeyValueHeads"/>.</value>
    int NumAttentionHeads { get; }

    /// <summary>
    /// The number of key-value heads of a layer; fewer than <see cref="NumAttentionHeads"/> is grouped-query attention.
    /// JSON key <c>num_key_value_heads</c>; <c>null</c> in a file means as many as there are attention heads.
    /// </summary>
    /// <value>8 by default.</value>
    int NumKeyValueHeads { get; }

    /// <summary>
    /// The explicit size of one attention head. JSON key <c>head_dim</c>, which is newer than transformers 4.43.1.
    /// </summary>
    /// <value><see langword="null"/> by default: <see cref="EffectiveHeadDim"/> is computed.</value>
    int? HeadDim { get; }

    /// <summary>The activation function of the experts. JSON key <c>hidden_act</c>.</summary>
    /// <value><c>silu</c> by default.</value>
    string HiddenAct { get; }

    /// <summary>The longest sequence that the model supports, in tokens. JSON key
    /// <c>max_position_embeddings</c>.</summary>
    /// <value>131072 by default; 32768 in the published 8x7B.</value>
    int MaxPositionEmbeddings { get; }

    /// <summary>The standard deviation with which weights are initialised. JSON key <c>initializer_range</c>.</summary>
    /// <value>0.02 by default.</value>
    double InitializerRange { get; }

    /// <summary>The epsilon of the RMS normalisation layers. JSON key <c>rms_norm_eps</c>.</summary>
    /// <value>1e-05 by default; positive and finite.</value>
    double RmsNormEps { get; }

    /// <summary>Whether the model returns its keys and values for reuse. JSON key <c>use_cache</c>.</summary>
    /// <value><see langword="true"/> by default.</value>
    bool UseCache { get; }

    /// <summary>
    /// The base period of the rotary position embeddings. JSON key <c>rope_theta</c>, or
    /// <c>rope_parameters.rope_theta</c> in files of transformers 5; if a file has both, the latter wins.
    /// </summary>
    /// <value>1000000 by default; positive and finite.</value>
    double RopeTheta { get; }

    /// <summary>The number of preceding tokens to which a token attends. JSON key <c>sliding_window</c>.</summary>
    /// <value><see langword="null"/> by default: all of them.</value>
    int? SlidingWindow { get; }

    /// <summary>The dropout of the attention weights, a probability. JSON key <c>attention_dropout</c>.</summary>
    /// <value>0.0 by default; from 0 to 1.</value>
    double AttentionDropout { get; }

    /// <summary>The number of experts that each token is routed to. JSON key <c>num_experts_per_tok</c>.</summary>
    /// <value>2 by default; at most <see cref="NumLocalExperts"/>.</value>
    int NumExpertsPerTok { get; }

    /// <summary>
    /// The number of experts of a layer. JSON key <c>num_local_experts</c>, or <c>num_experts</c> in files of
    /// transformers 5; if a file has both, the latter wins.
    /// </summary>
    /// <value>8 by default.</value>
    int NumLocalExperts { get; }

    /// <summary>Whether the model returns its router logits, which the auxiliary loss needs. JSON key
    /// <c>output_router_logits</c>.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool OutputRouterLogits { get; }

    /// <summary>The weight of the auxiliary load-balancing loss. JSON key <c>router_aux_loss_coef</c>.</summary>
    /// <value>0.001 by default; 0.02 in the published 8x7B.</value>
    double RouterAuxLossCoef { get; }

    /// <summary>The noise that training adds to the router's input. JSON key <c>router_jitter_noise</c>.</summary>
    /// <value>0.0 by default.</value>
    double RouterJitterNoise { get; }

    /// <summary>The size of one attention head: <see cref="HeadDim"/>, or <see cref="HiddenSize"/> divided by
    /// <see cref="NumAttentionHeads"/>.</summary>
    /// <exception cref="PretrainedConfigException"><see cref="HeadDim"/> is <see langword="null"/>, and
    /// <see cref="NumAttentionHeads"/> is not positive.</exception>
    int EffectiveHeadDim => HeadDim ?? (HiddenSize / WholeNumber.Positive(NumAttentionHeads));

    /// <summary>
    /// The number of attention heads that share a key-value head (32 / 8 = 4 for 8x7B). Python's models call it
    /// <c>num_key_value_groups</c>, which Petals fixes at 1: see <see cref="IDistributedConfig.NumKeyValueGroups"/>.
    /// </summary>
    /// <exception cref="PretrainedConfigException"><see cref="NumKeyValueHeads"/> is not positive.</exception>
    int AttentionGroups => NumAttentionHeads / WholeNumber.Positive(NumKeyValueHeads);

    /// <summary>Whether attention is limited to a window of tokens.</summary>
    bool HasSlidingWindow => SlidingWindow is not null;

    /// <summary>The number of parameters of the whole model. Tied embeddings count once.</summary>
    /// <exception cref="PretrainedConfigException">A size is not positive, or the count does not fit into 64
    /// bits.</exception>
    /// <example><code>
    /// IMixtralConfig config = MixtralConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1");
    /// Console.WriteLine(config.ParameterCount); // 46702792704
    /// Console.WriteLine(config.ActiveParameterCount); // 12879925248
    /// </code></example>
    long ParameterCount => CountParameters(BlockDimensions.FromConfig(this).ParameterCount);

    /// <summary>
    /// The number of parameters that process one token: of the experts of a layer, only the
    /// <see cref="NumExpertsPerTok"/> to which it is routed.
    /// </summary>
    /// <exception cref="PretrainedConfigException">A size is not positive, or the count does not fit into 64
    /// bits.</exception>
    long ActiveParameterCount => CountParameters(BlockDimensions.FromConfig(this).ActiveParameterCount);

    /// <summary>
    /// The tensors outside the blocks: the embeddings, the last normalisation, and, unless the embeddings are tied, the
    /// language-model head. Their names are the same in every <see cref="TensorLayout"/>.
    /// </summary>
    /// <exception cref="PretrainedConfigException"><see cref="VocabSize"/> or <see cref="HiddenSize"/> is not
    /// positive.</exception>
    IReadOnlyList<TensorSpec> TensorsOutsideBlocks => OuterTensors.FromConfig(this);

    private long CountParameters(long perBlock) =>
        WholeNumber.Narrow(
            TensorsOutsideBlocks.Aggregate(
                (Int128)perBlock * WholeNumber.Positive(NumHiddenLayers),
                (count, tensor) => count + tensor.ElementCount
            )
        );
}
