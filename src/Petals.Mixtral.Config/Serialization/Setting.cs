namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// Every key of config.json that means something here, in the order in which Python sorts them: by code point.
/// A member's number is its place in <see cref="SettingTable"/>.
/// </summary>
internal enum Setting
{
    PrivateAttnImplementation,
    AttnImplementationInternal,
    AutoClass,
    CommitHash,
    NameOrPath,
    ActiveAdapter,
    AddCrossAttention,
    AllowedServers,
    Architectures,
    AttentionDropout,
    AttnClass,
    AttnImplementation,
    BanTimeout,
    BlockClass,
    BlockPrefix,
    BlockedServers,
    BosTokenId,
    ChunkSizeFeedForward,
    ChunkedForwardStep,
    ConnectTimeout,
    CrossAttentionHiddenSize,
    DaemonStartupTimeout,
    DecoderStartTokenId,
    DhtPrefix,

    /// <summary>The newer spelling of <see cref="TorchDtype"/>.</summary>
    Dtype,

    EosTokenId,
    FinetuningTask,
    HeadDim,
    HiddenAct,
    HiddenSize,
    Id2Label,
    InitialPeers,
    InitializerRange,
    IntermediateSize,
    IsDecoder,
    IsEncoderDecoder,
    Label2Id,
    MaxBackoff,
    MaxPinged,
    MaxPositionEmbeddings,
    MaxRetries,
    MinBackoff,
    ModelType,

    /// <summary>The public spelling of <see cref="NameOrPath"/>.</summary>
    NameOrPathWithoutUnderscore,

    NumAttentionHeads,

    /// <summary>The newer spelling of <see cref="NumLocalExperts"/>.</summary>
    NumExperts,

    NumExpertsPerTok,
    NumHiddenLayers,
    NumKeyValueGroups,
    NumKeyValueHeads,

    /// <summary>Makes labels where a file has none.</summary>
    NumLabels,

    NumLocalExperts,
    OutputAttentions,
    OutputHiddenStates,
    OutputRouterLogits,
    PadTokenId,
    PingTimeout,
    PreSeqLen,
    Prefix,
    ProblemType,
    PrunedHeads,
    RequestTimeout,
    ReturnDict,
    RmsNormEps,
    RopeTheta,
    RouterAuxLossCoef,
    RouterJitterNoise,
    SepTokenId,
    ShowRoute,
    SlidingWindow,
    TaskSpecificParams,
    TfLegacyLoss,
    TieEncoderDecoder,
    TieWordEmbeddings,
    TokenizerClass,
    TorchDtype,
    Torchscript,
    TransformersVersion,
    TuningMode,
    UpdatePeriod,
    UseBfloat16,
    UseCache,
    UseChunkedForward,
    UseServerToServer,
    VocabSize,
    XlaDevice,
}
