using System.Text.Json;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A config that is not Petals' Mixtral: its cache is sized by another number of groups. All else is that of
/// another config.</summary>
internal sealed class GroupedConfig(DistributedMixtralConfig inner, int numKeyValueGroups) : IDistributedMixtralConfig
{
    public int NumKeyValueGroups => numKeyValueGroups;

    public Type BlockClass => inner.BlockClass;

    public Type AttnClass => inner.AttnClass;

    public string BlockPrefix => inner.BlockPrefix;

    public string ModelType => inner.ModelType;

    public string NameOrPath => inner.NameOrPath;

    public IReadOnlyList<string>? Architectures => inner.Architectures;

    public TorchDtype? TorchDtype => inner.TorchDtype;

    public string? TransformersVersion => inner.TransformersVersion;

    public string? CommitHash => inner.CommitHash;

    public int? BosTokenId => inner.BosTokenId;

    public TokenIds? EosTokenId => inner.EosTokenId;

    public int? PadTokenId => inner.PadTokenId;

    public int? SepTokenId => inner.SepTokenId;

    public int? DecoderStartTokenId => inner.DecoderStartTokenId;

    public bool TieWordEmbeddings => inner.TieWordEmbeddings;

    public bool IsDecoder => inner.IsDecoder;

    public bool IsEncoderDecoder => inner.IsEncoderDecoder;

    public bool AddCrossAttention => inner.AddCrossAttention;

    public int? CrossAttentionHiddenSize => inner.CrossAttentionHiddenSize;

    public bool TieEncoderDecoder => inner.TieEncoderDecoder;

    public bool OutputHiddenStates => inner.OutputHiddenStates;

    public bool OutputAttentions => inner.OutputAttentions;

    public bool ReturnDict => inner.ReturnDict;

    public bool Torchscript => inner.Torchscript;

    public bool UseBfloat16 => inner.UseBfloat16;

    public bool TfLegacyLoss => inner.TfLegacyLoss;

    public IReadOnlyDictionary<int, IReadOnlyList<int>> PrunedHeads => inner.PrunedHeads;

    public int ChunkSizeFeedForward => inner.ChunkSizeFeedForward;

    public IReadOnlyDictionary<int, string> Id2Label => inner.Id2Label;

    public IReadOnlyDictionary<string, int>? Label2Id => inner.Label2Id;

    public ProblemType? ProblemType => inner.ProblemType;

    public string? FinetuningTask => inner.FinetuningTask;

    public IReadOnlyDictionary<string, JsonElement>? TaskSpecificParams => inner.TaskSpecificParams;

    public string? TokenizerClass => inner.TokenizerClass;

    public string? Prefix => inner.Prefix;

    public IReadOnlyDictionary<string, JsonElement> ExtraAttributes => inner.ExtraAttributes;

    public IReadOnlyList<string> KeysToIgnoreAtInference => inner.KeysToIgnoreAtInference;

    public int VocabSize => inner.VocabSize;

    public int HiddenSize => inner.HiddenSize;

    public int IntermediateSize => inner.IntermediateSize;

    public int NumHiddenLayers => inner.NumHiddenLayers;

    public int NumAttentionHeads => inner.NumAttentionHeads;

    public int NumKeyValueHeads => inner.NumKeyValueHeads;

    public int? HeadDim => inner.HeadDim;

    public string HiddenAct => inner.HiddenAct;

    public int MaxPositionEmbeddings => inner.MaxPositionEmbeddings;

    public double InitializerRange => inner.InitializerRange;

    public double RmsNormEps => inner.RmsNormEps;

    public bool UseCache => inner.UseCache;

    public double RopeTheta => inner.RopeTheta;

    public int? SlidingWindow => inner.SlidingWindow;

    public double AttentionDropout => inner.AttentionDropout;

    public int NumExpertsPerTok => inner.NumExpertsPerTok;

    public int NumLocalExperts => inner.NumLocalExperts;

    public bool OutputRouterLogits => inner.OutputRouterLogits;

    public double RouterAuxLossCoef => inner.RouterAuxLossCoef;

    public double RouterJitterNoise => inner.RouterJitterNoise;

    public IReadOnlyList<string> InitialPeers => inner.InitialPeers;

    public string? DhtPrefix => inner.DhtPrefix;

    public TimeSpan DaemonStartupTimeout => inner.DaemonStartupTimeout;

    public ShowRoute ShowRoute => inner.ShowRoute;

    public IReadOnlyList<string>? AllowedServers => inner.AllowedServers;

    public IReadOnlyList<string>? BlockedServers => inner.BlockedServers;

    public bool UseServerToServer => inner.UseServerToServer;

    public TimeSpan ConnectTimeout => inner.ConnectTimeout;

    public TimeSpan RequestTimeout => inner.RequestTimeout;

    public TimeSpan UpdatePeriod => inner.UpdatePeriod;

    public int? MaxRetries => inner.MaxRetries;

    public TimeSpan MinBackoff => inner.MinBackoff;

    public TimeSpan MaxBackoff => inner.MaxBackoff;

    public TimeSpan BanTimeout => inner.BanTimeout;

    public string? ActiveAdapter => inner.ActiveAdapter;

    public int MaxPinged => inner.MaxPinged;

    public TimeSpan PingTimeout => inner.PingTimeout;

    public int PreSeqLen => inner.PreSeqLen;

    public TuningMode? TuningMode => inner.TuningMode;

    public ChunkedForward UseChunkedForward => inner.UseChunkedForward;

    public int ChunkedForwardStep => inner.ChunkedForwardStep;
}
