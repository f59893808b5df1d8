using Petals.Mixtral.Config.Options.Binding;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>The architecture, where it differs from the model's config.json. Labels, pruned heads, the problem type and
/// parameters of tasks are for that file alone.</summary>
/// <remarks>Only what is set counts: see <see cref="SettingOptions"/>.</remarks>
public sealed partial class ModelOptions : SettingOptions
{
    private static readonly Dictionary<Setting, OptionKind> AllKinds = new()
    {
        [Setting.VocabSize] = OptionKinds.Integer,
        [Setting.HiddenSize] = OptionKinds.Integer,
        [Setting.IntermediateSize] = OptionKinds.Integer,
        [Setting.NumHiddenLayers] = OptionKinds.Integer,
        [Setting.NumAttentionHeads] = OptionKinds.Integer,
        [Setting.NumKeyValueHeads] = OptionKinds.Integer,
        [Setting.HeadDim] = OptionKinds.Integer.OrNull(),
        [Setting.HiddenAct] = OptionKinds.Text,
        [Setting.MaxPositionEmbeddings] = OptionKinds.Integer,
        [Setting.InitializerRange] = OptionKinds.Number,
        [Setting.RmsNormEps] = OptionKinds.Number,
        [Setting.UseCache] = OptionKinds.Boolean,
        [Setting.RopeTheta] = OptionKinds.Number,
        [Setting.SlidingWindow] = OptionKinds.Integer.OrNull(),
        [Setting.AttentionDropout] = OptionKinds.Number,
        [Setting.NumExpertsPerTok] = OptionKinds.Integer,
        [Setting.NumLocalExperts] = OptionKinds.Integer,
        [Setting.OutputRouterLogits] = OptionKinds.Boolean,
        [Setting.RouterAuxLossCoef] = OptionKinds.Number,
        [Setting.RouterJitterNoise] = OptionKinds.Number,
        [Setting.NameOrPath] = OptionKinds.Text,
        [Setting.Architectures] = OptionKinds.StringsOrNull,
        [Setting.TorchDtype] = OptionKinds.Dtype.OrNull(),
        [Setting.BosTokenId] = OptionKinds.Integer.OrNull(),
        [Setting.EosTokenId] = OptionKinds.TokenIds,
        [Setting.PadTokenId] = OptionKinds.Integer.OrNull(),
        [Setting.SepTokenId] = OptionKinds.Integer.OrNull(),
        [Setting.DecoderStartTokenId] = OptionKinds.Integer.OrNull(),
        [Setting.TieWordEmbeddings] = OptionKinds.Boolean,
        [Setting.IsDecoder] = OptionKinds.Boolean,
        [Setting.IsEncoderDecoder] = OptionKinds.Boolean,
        [Setting.AddCrossAttention] = OptionKinds.Boolean,
        [Setting.CrossAttentionHiddenSize] = OptionKinds.Integer.OrNull(),
        [Setting.TieEncoderDecoder] = OptionKinds.Boolean,
        [Setting.OutputHiddenStates] = OptionKinds.Boolean,
        [Setting.OutputAttentions] = OptionKinds.Boolean,
        [Setting.ReturnDict] = OptionKinds.Boolean,
        [Setting.Torchscript] = OptionKinds.Boolean,
        [Setting.UseBfloat16] = OptionKinds.Boolean,
        [Setting.TfLegacyLoss] = OptionKinds.Boolean,
        [Setting.ChunkSizeFeedForward] = OptionKinds.Integer,
        [Setting.FinetuningTask] = OptionKinds.Text.OrNull(),
        [Setting.TokenizerClass] = OptionKinds.Text.OrNull(),
        [Setting.Prefix] = OptionKinds.Text.OrNull(),
    };

    /// <inheritdoc cref="IMixtralConfig.VocabSize" path="/summary"/>
    public int? VocabSize
    {
        get => Get<int?>(Setting.VocabSize);
        set => Set(Setting.VocabSize, value);
    }

    /// <inheritdoc cref="IMixtralConfig.HiddenSize" path="/summary"/>
    public int? HiddenSize
    {
        get => Get<int?>(Setting.HiddenSize);
        set => Set(Setting.HiddenSize, value);
    }

    /// <inheritdoc cref="IMixtralConfig.IntermediateSize" path="/summary"/>
    public int? IntermediateSize
    {
        get => Get<int?>(Setting.IntermediateSize);
        set => Set(Setting.IntermediateSize, value);
    }

    /// <inheritdoc cref="IMixtralConfig.NumHiddenLayers" path="/summary"/>
    public int? NumHiddenLayers
    {
        get => Get<int?>(Setting.NumHiddenLayers);
        set => Set(Setting.NumHiddenLayers, value);
    }

    /// <inheritdoc cref="IMixtralConfig.NumAttentionHeads" path="/summary"/>
    public int? NumAttentionHeads
    {
        get => Get<int?>(Setting.NumAttentionHeads);
        set => Set(Setting.NumAttentionHeads, value);
    }

    /// <inheritdoc cref="IMixtralConfig.NumKeyValueHeads" path="/summary"/>
    public int? NumKeyValueHeads
    {
        get => Get<int?>(Setting.NumKeyValueHeads);
        set => Set(Setting.NumKeyValueHeads, value);
    }

    /// <inheritdoc cref="IMixtralConfig.HeadDim" path="/summary"/>
    public int? HeadDim
    {
        get => Get<int?>(Setting.HeadDim);
        set => Set(Setting.HeadDim, value);
    }

    /// <inheritdoc cref="IMixtralConfig.HiddenAct" path="/summary"/>
    public string? HiddenAct
    {
        get => Get<string?>(Setting.HiddenAct);
        set => Set(Setting.HiddenAct, value);
    }

    /// <inheritdoc cref="IMixtralConfig.MaxPositionEmbeddings" path="/summary"/>
    public int? MaxPositionEmbeddings
    {
        get => Get<int?>(Setting.MaxPositionEmbeddings);
        set => Set(Setting.MaxPositionEmbeddings, value);
    }

    /// <inheritdoc cref="IMixtralConfig.InitializerRange" path="/summary"/>
    public double? InitializerRange
    {
        get => Get<double?>(Setting.InitializerRange);
        set => Set(Setting.InitializerRange, value);
    }

    /// <inheritdoc cref="IMixtralConfig.RmsNormEps" path="/summary"/>
    public double? RmsNormEps
    {
        get => Get<double?>(Setting.RmsNormEps);
        set => Set(Setting.RmsNormEps, value);
    }

    /// <inheritdoc cref="IMixtralConfig.UseCache" path="/summary"/>
    public bool? UseCache
    {
        get => Get<bool?>(Setting.UseCache);
        set => Set(Setting.UseCache, value);
    }

    /// <inheritdoc cref="IMixtralConfig.RopeTheta" path="/summary"/>
    public double? RopeTheta
    {
        get => Get<double?>(Setting.RopeTheta);
        set => Set(Setting.RopeTheta, value);
    }

    /// <inheritdoc cref="IMixtralConfig.SlidingWindow" path="/summary"/>
    public int? SlidingWindow
    {
        get => Get<int?>(Setting.SlidingWindow);
        set => Set(Setting.SlidingWindow, value);
    }

    /// <inheritdoc cref="IMixtralConfig.AttentionDropout" path="/summary"/>
    public double? AttentionDropout
    {
        get => Get<double?>(Setting.AttentionDropout);
        set => Set(Setting.AttentionDropout, value);
    }

    /// <inheritdoc cref="IMixtralConfig.NumExpertsPerTok" path="/summary"/>
    public int? NumExpertsPerTok
    {
        get => Get<int?>(Setting.NumExpertsPerTok);
        set => Set(Setting.NumExpertsPerTok, value);
    }

    /// <inheritdoc cref="IMixtralConfig.NumLocalExperts" path="/summary"/>
    public int? NumLocalExperts
    {
        get => Get<int?>(Setting.NumLocalExperts);
        set => Set(Setting.NumLocalExperts, value);
    }

    /// <inheritdoc cref="IMixtralConfig.OutputRouterLogits" path="/summary"/>
    public bool? OutputRouterLogits
    {
        get => Get<bool?>(Setting.OutputRouterLogits);
        set => Set(Setting.OutputRouterLogits, value);
    }

    /// <inheritdoc cref="IMixtralConfig.RouterAuxLossCoef" path="/summary"/>
    public double? RouterAuxLossCoef
    {
        get => Get<double?>(Setting.RouterAuxLossCoef);
        set => Set(Setting.RouterAuxLossCoef, value);
    }

    /// <inheritdoc cref="IMixtralConfig.RouterJitterNoise" path="/summary"/>
    public double? RouterJitterNoise
    {
        get => Get<double?>(Setting.RouterJitterNoise);
        set => Set(Setting.RouterJitterNoise, value);
    }

    internal override IReadOnlyDictionary<Setting, OptionKind> Kinds => AllKinds;
}
