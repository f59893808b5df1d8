namespace Petals.Mixtral.Config;

/// <content>
/// The flat view of Python's multiple inheritance: every setting of the four parts. In an initialiser, set a part
/// before its settings, because the part replaces them: <c>{ Model = …, NumLocalExperts = 4 }</c>.
/// </content>
public sealed partial record DistributedMixtralConfig
{
    /// <inheritdoc/>
    public string ModelType => Model.ModelType;

    /// <inheritdoc/>
    public IReadOnlyList<string> KeysToIgnoreAtInference => Model.KeysToIgnoreAtInference;

    /// <inheritdoc/>
    public string NameOrPath
    {
        get => Model.NameOrPath;
        init => Model = Model with { NameOrPath = value };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? Architectures
    {
        get => Model.Architectures;
        init => Model = Model with { Architectures = value };
    }

    /// <inheritdoc/>
    public TorchDtype? TorchDtype
    {
        get => Model.TorchDtype;
        init => Model = Model with { TorchDtype = value };
    }

    /// <inheritdoc/>
    public string? TransformersVersion
    {
        get => Model.TransformersVersion;
        init => Model = Model with { TransformersVersion = value };
    }

    /// <inheritdoc/>
    public string? CommitHash
    {
        get => Model.CommitHash;
        init => Model = Model with { CommitHash = value };
    }

    /// <inheritdoc/>
    public int? BosTokenId
    {
        get => Model.BosTokenId;
        init => Model = Model with { BosTokenId = value };
    }

    /// <inheritdoc/>
    public TokenIds? EosTokenId
    {
        get => Model.EosTokenId;
        init => Model = Model with { EosTokenId = value };
    }

    /// <inheritdoc/>
    public int? PadTokenId
    {
        get => Model.PadTokenId;
        init => Model = Model with { PadTokenId = value };
    }

    /// <inheritdoc/>
    public int? SepTokenId
    {
        get => Model.SepTokenId;
        init => Model = Model with { SepTokenId = value };
    }

    /// <inheritdoc/>
    public int? DecoderStartTokenId
    {
        get => Model.DecoderStartTokenId;
        init => Model = Model with { DecoderStartTokenId = value };
    }

    /// <inheritdoc/>
    public bool TieWordEmbeddings
    {
        get => Model.TieWordEmbeddings;
        init => Model = Model with { TieWordEmbeddings = value };
    }

    /// <inheritdoc/>
    public bool IsDecoder
    {
        get => Model.IsDecoder;
        init => Model = Model with { IsDecoder = value };
    }

    /// <inheritdoc/>
    public bool IsEncoderDecoder
    {
        get => Model.IsEncoderDecoder;
        init => Model = Model with { IsEncoderDecoder = value };
    }

    /// <inheritdoc/>
    public bool AddCrossAttention
    {
        get => Model.AddCrossAttention;
        init => Model = Model with { AddCrossAttention = value };
    }

    /// <inheritdoc/>
    public int? CrossAttentionHiddenSize
    {
        get => Model.CrossAttentionHiddenSize;
        init => Model = Model with { CrossAttentionHiddenSize = value };
    }

    /// <inheritdoc/>
    public bool TieEncoderDecoder
    {
        get => Model.TieEncoderDecoder;
        init => Model = Model with { TieEncoderDecoder = value };
    }

    /// <inheritdoc/>
    public bool OutputHiddenStates
    {
        get => Model.OutputHiddenStates;
        init => Model = Model with { OutputHiddenStates = value };
    }

    /// <inheritdoc/>
    public bool OutputAttentions
    {
        get => Model.OutputAttentions;
        init => Model = Model with { OutputAttentions = value };
    }

    /// <inheritdoc/>
    public bool ReturnDict
    {
        get => Model.ReturnDict;
        init => Model = Model with { ReturnDict = value };
    }

    /// <inheritdoc/>
    public bool Torchscript
    {
        get => Model.Torchscript;
        init => Model = Model with { Torchscript = value };
    }

    /// <inheritdoc/>
    public bool UseBfloat16
    {
        get => Model.UseBfloat16;
        init => Model = Model with { UseBfloat16 = value };
    }

    /// <inheritdoc/>
    public bool TfLegacyLoss
    {
        get => Model.TfLegacyLoss;
        init => Model = Model with { TfLegacyLoss = value };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, IReadOnlyList<int>> PrunedHeads
    {
        get => Model.PrunedHeads;
        init => Model = Model with { PrunedHeads = value };
    }

    /// <inheritdoc/>
    public int ChunkSizeFeedForward
    {
        get => Model.ChunkSizeFeedForward;
        init => Model = Model with { ChunkSizeFeedForward = value };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, string> Id2Label
    {
        get => Model.Id2Label;
        init => Model = Model with { Id2Label = value };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int>? Label2Id
    {
        get => Model.Label2Id;
        init => Model = Model with { Label2Id = value };
    }

    /// <inheritdoc/>
    public ProblemType? ProblemType
    {
        get => Model.ProblemType;
        init => Model = Model with { ProblemType = value };
    }

    /// <inheritdoc/>
    public string? FinetuningTask
    {
        get => Model.FinetuningTask;
        init => Model = Model with { FinetuningTask = value };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonElement>? TaskSpecificParams
    {
        get => Model.TaskSpecificParams;
        init => Model = Model with { TaskSpecificParams = value };
    }

    /// <inheritdoc/>
    public string? TokenizerClass
    {
        get => Model.TokenizerClass;
        init => Model = Model with { TokenizerClass = value };
    }

    /// <inheritdoc/>
    public string? Prefix
    {
        get => Model.Prefix;
        init => Model = Model with { Prefix = value };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonElement> ExtraAttributes
    {
        get => Model.ExtraAttributes;
        init => Model = Model with { ExtraAttributes = ExtraKeys.WithoutProperties(value, isPetals: true) };
    }

    /// <inheritdoc/>
    public int VocabSize
    {
        get => Model.VocabSize;
        init => Model = Model with { VocabSize = value };
    }

    /// <inheritdoc/>
    public int HiddenSize
    {
        get => Model.HiddenSize;
        init => Model = Model with { HiddenSize = value };
    }

    /// <inheritdoc/>
    public int IntermediateSize
    {
        get => Model.IntermediateSize;
        init => Model = Model with { IntermediateSize = value };
    }

    /// <inheritdoc/>
    public int NumHiddenLayers
    {
        get => Model.NumHiddenLayers;
        init => Model = Model with { NumHiddenLayers = value };
    }

    /// <inheritdoc/>
    public int NumAttentionHeads
    {
        get => Model.NumAttentionHeads;
        init => Model = Model with { NumAttentionHeads = value };
    }

    /// <inheritdoc/>
    public int NumKeyValueHeads
    {
        get => Model.NumKeyValueHeads;
        init => Model = Model with { NumKeyValueHeads = value };
    }

    /// <inheritdoc/>
    public int? HeadDim
    {
        get => Model.HeadDim;
        init => Model = Model with { HeadDim = value };
    }

    /// <inheritdoc/>
    public string HiddenAct
    {
        get => Model.HiddenAct;
        init => Model = Model with { HiddenAct = value };
    }

    /// <inheritdoc/>
    public int MaxPositionEmbeddings
    {
        get => Model.MaxPositionEmbeddings;
        init => Model = Model with { MaxPositionEmbeddings = value };
    }

    /// <inheritdoc/>
    public double InitializerRange
    {
        get => Model.InitializerRange;
        init => Model = Model with { InitializerRange = value };
    }

    /// <inheritdoc/>
    public double RmsNormEps
    {
        get => Model.RmsNormEps;
        init => Model = Model with { RmsNormEps = value };
    }

    /// <inheritdoc/>
    public bool UseCache
    {
        get => Model.UseCache;
        init => Model = Model with { UseCache = value };
    }

    /// <inheritdoc/>
    public double RopeTheta
    {
        get => Model.RopeTheta;
        init => Model = Model with { RopeTheta = value };
    }

    /// <inheritdoc/>
    public int? SlidingWindow
    {
        get => Model.SlidingWindow;
        init => Model = Model with { SlidingWindow = value };
    }

    /// <inheritdoc/>
    public double AttentionDropout
    {
        get => Model.AttentionDropout;
        init => Model = Model with { AttentionDropout = value };
    }

    /// <inheritdoc/>
    public int NumExpertsPerTok
    {
        get => Model.NumExpertsPerTok;
        init => Model = Model with { NumExpertsPerTok = value };
    }

    /// <inheritdoc/>
    public int NumLocalExperts
    {
        get => Model.NumLocalExperts;
        init => Model = Model with { NumLocalExperts = value };
    }

    /// <inheritdoc/>
    public bool OutputRouterLogits
    {
        get => Model.OutputRouterLogits;
        init => Model = Model with { OutputRouterLogits = value };
    }

    /// <inheritdoc/>
    public double RouterAuxLossCoef
    {
        get => Model.RouterAuxLossCoef;
        init => Model = Model with { RouterAuxLossCoef = value };
    }

    /// <inheritdoc/>
    public double RouterJitterNoise
    {
        get => Model.RouterJitterNoise;
        init => Model = Model with { RouterJitterNoise = value };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> InitialPeers
    {
        get => Client.InitialPeers;
        init => Client = Client with { InitialPeers = value };
    }

    /// <inheritdoc/>
    public string? DhtPrefix
    {
        get => Client.DhtPrefix;
        init => Client = Client with { DhtPrefix = value };
    }

    /// <inheritdoc/>
    public TimeSpan DaemonStartupTimeout
    {
        get => Client.DaemonStartupTimeout;
        init => Client = Client with { DaemonStartupTimeout = value };
    }

    /// <inheritdoc/>
    public ShowRoute ShowRoute
    {
        get => Client.ShowRoute;
        init => Client = Client with { ShowRoute = value };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? AllowedServers
    {
        get => Client.AllowedServers;
        init => Client = Client with { AllowedServers = value };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? BlockedServers
    {
        get => Client.BlockedServers;
        init => Client = Client with { BlockedServers = value };
    }

    /// <inheritdoc/>
    public bool UseServerToServer
    {
        get => Client.UseServerToServer;
        init => Client = Client with { UseServerToServer = value };
    }

    /// <inheritdoc/>
    public TimeSpan ConnectTimeout
    {
        get => Client.ConnectTimeout;
        init => Client = Client with { ConnectTimeout = value };
    }

    /// <inheritdoc/>
    public TimeSpan RequestTimeout
    {
        get => Client.RequestTimeout;
        init => Client = Client with { RequestTimeout = value };
    }

    /// <inheritdoc/>
    public TimeSpan UpdatePeriod
    {
        get => Client.UpdatePeriod;
        init => Client = Client with { UpdatePeriod = value };
    }

    /// <inheritdoc/>
    public int? MaxRetries
    {
        get => Client.MaxRetries;
        init => Client = Client with { MaxRetries = value };
    }

    /// <inheritdoc/>
    public TimeSpan MinBackoff
    {
        get => Client.MinBackoff;
        init => Client = Client with { MinBackoff = value };
    }

    /// <inheritdoc/>
    public TimeSpan MaxBackoff
    {
        get => Client.MaxBackoff;
        init => Client = Client with { MaxBackoff = value };
    }

    /// <inheritdoc/>
    public TimeSpan BanTimeout
    {
        get => Client.BanTimeout;
        init => Client = Client with { BanTimeout = value };
    }

    /// <inheritdoc/>
    public string? ActiveAdapter
    {
        get => Client.ActiveAdapter;
        init => Client = Client with { ActiveAdapter = value };
    }

    /// <inheritdoc/>
    public int MaxPinged
    {
        get => Client.MaxPinged;
        init => Client = Client with { MaxPinged = value };
    }

    /// <inheritdoc/>
    public TimeSpan PingTimeout
    {
        get => Client.PingTimeout;
        init => Client = Client with { PingTimeout = value };
    }

    /// <inheritdoc/>
    public int PreSeqLen
    {
        get => PTune.PreSeqLen;
        init => PTune = PTune with { PreSeqLen = value };
    }

    /// <inheritdoc/>
    public TuningMode? TuningMode
    {
        get => PTune.TuningMode;
        init => PTune = PTune with { TuningMode = value };
    }

    /// <inheritdoc/>
    public ChunkedForward UseChunkedForward
    {
        get => LMHead.UseChunkedForward;
        init => LMHead = LMHead with { UseChunkedForward = value };
    }

    /// <inheritdoc/>
    public int ChunkedForwardStep
    {
        get => LMHead.ChunkedForwardStep;
        init => LMHead = LMHead with { ChunkedForwardStep = value };
    }
}
