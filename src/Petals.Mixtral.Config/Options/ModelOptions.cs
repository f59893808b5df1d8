using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>The architecture, where it differs from the model's config.json. Labels, pruned heads, the problem type and parameters of tasks are for that file alone.</summary>
/// <remarks>Only what is set counts: see <see cref="SettingOptions"/>.</remarks>
public sealed class ModelOptions : SettingOptions
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

    /// <inheritdoc cref="IMixtralConfig.VocabSize"/>
    public int? VocabSize { get => Get<int?>(Setting.VocabSize); set => Set(Setting.VocabSize, value); }

    /// <inheritdoc cref="IMixtralConfig.HiddenSize"/>
    public int? HiddenSize { get => Get<int?>(Setting.HiddenSize); set => Set(Setting.HiddenSize, value); }

    /// <inheritdoc cref="IMixtralConfig.IntermediateSize"/>
    public int? IntermediateSize { get => Get<int?>(Setting.IntermediateSize); set => Set(Setting.IntermediateSize, value); }

    /// <inheritdoc cref="IMixtralConfig.NumHiddenLayers"/>
    public int? NumHiddenLayers { get => Get<int?>(Setting.NumHiddenLayers); set => Set(Setting.NumHiddenLayers, value); }

    /// <inheritdoc cref="IMixtralConfig.NumAttentionHeads"/>
    public int? NumAttentionHeads { get => Get<int?>(Setting.NumAttentionHeads); set => Set(Setting.NumAttentionHeads, value); }

    /// <inheritdoc cref="IMixtralConfig.NumKeyValueHeads"/>
    public int? NumKeyValueHeads { get => Get<int?>(Setting.NumKeyValueHeads); set => Set(Setting.NumKeyValueHeads, value); }

    /// <inheritdoc cref="IMixtralConfig.HeadDim"/>
    public int? HeadDim { get => Get<int?>(Setting.HeadDim); set => Set(Setting.HeadDim, value); }

    /// <inheritdoc cref="IMixtralConfig.HiddenAct"/>
    public string? HiddenAct { get => Get<string?>(Setting.HiddenAct); set => Set(Setting.HiddenAct, value); }

    /// <inheritdoc cref="IMixtralConfig.MaxPositionEmbeddings"/>
    public int? MaxPositionEmbeddings { get => Get<int?>(Setting.MaxPositionEmbeddings); set => Set(Setting.MaxPositionEmbeddings, value); }

    /// <inheritdoc cref="IMixtralConfig.InitializerRange"/>
    public double? InitializerRange { get => Get<double?>(Setting.InitializerRange); set => Set(Setting.InitializerRange, value); }

    /// <inheritdoc cref="IMixtralConfig.RmsNormEps"/>
    public double? RmsNormEps { get => Get<double?>(Setting.RmsNormEps); set => Set(Setting.RmsNormEps, value); }

    /// <inheritdoc cref="IMixtralConfig.UseCache"/>
    public bool? UseCache { get => Get<bool?>(Setting.UseCache); set => Set(Setting.UseCache, value); }

    /// <inheritdoc cref="IMixtralConfig.RopeTheta"/>
    public double? RopeTheta { get => Get<double?>(Setting.RopeTheta); set => Set(Setting.RopeTheta, value); }

    /// <inheritdoc cref="IMixtralConfig.SlidingWindow"/>
    public int? SlidingWindow { get => Get<int?>(Setting.SlidingWindow); set => Set(Setting.SlidingWindow, value); }

    /// <inheritdoc cref="IMixtralConfig.AttentionDropout"/>
    public double? AttentionDropout { get => Get<double?>(Setting.AttentionDropout); set => Set(Setting.AttentionDropout, value); }

    /// <inheritdoc cref="IMixtralConfig.NumExpertsPerTok"/>
    public int? NumExpertsPerTok { get => Get<int?>(Setting.NumExpertsPerTok); set => Set(Setting.NumExpertsPerTok, value); }

    /// <inheritdoc cref="IMixtralConfig.NumLocalExperts"/>
    public int? NumLocalExperts { get => Get<int?>(Setting.NumLocalExperts); set => Set(Setting.NumLocalExperts, value); }

    /// <inheritdoc cref="IMixtralConfig.OutputRouterLogits"/>
    public bool? OutputRouterLogits { get => Get<bool?>(Setting.OutputRouterLogits); set => Set(Setting.OutputRouterLogits, value); }

    /// <inheritdoc cref="IMixtralConfig.RouterAuxLossCoef"/>
    public double? RouterAuxLossCoef { get => Get<double?>(Setting.RouterAuxLossCoef); set => Set(Setting.RouterAuxLossCoef, value); }

    /// <inheritdoc cref="IMixtralConfig.RouterJitterNoise"/>
    public double? RouterJitterNoise { get => Get<double?>(Setting.RouterJitterNoise); set => Set(Setting.RouterJitterNoise, value); }

    /// <inheritdoc cref="IPretrainedConfig.NameOrPath"/>
    public string? NameOrPath { get => Get<string?>(Setting.NameOrPath); set => Set(Setting.NameOrPath, value); }

    /// <inheritdoc cref="IPretrainedConfig.Architectures"/>
    public IReadOnlyList<string>? Architectures { get => Get<IReadOnlyList<string>?>(Setting.Architectures); set => Set(Setting.Architectures, Copied(value)); }

    /// <inheritdoc cref="IPretrainedConfig.TorchDtype"/>
    public TorchDtype? TorchDtype { get => Get<TorchDtype?>(Setting.TorchDtype); set => Set(Setting.TorchDtype, value); }

    /// <inheritdoc cref="IPretrainedConfig.BosTokenId"/>
    public int? BosTokenId { get => Get<int?>(Setting.BosTokenId); set => Set(Setting.BosTokenId, value); }

    /// <inheritdoc cref="IPretrainedConfig.EosTokenId"/>
    public TokenIds? EosTokenId { get => Get<TokenIds?>(Setting.EosTokenId); set => Set(Setting.EosTokenId, value); }

    /// <inheritdoc cref="IPretrainedConfig.PadTokenId"/>
    public int? PadTokenId { get => Get<int?>(Setting.PadTokenId); set => Set(Setting.PadTokenId, value); }

    /// <inheritdoc cref="IPretrainedConfig.SepTokenId"/>
    public int? SepTokenId { get => Get<int?>(Setting.SepTokenId); set => Set(Setting.SepTokenId, value); }

    /// <inheritdoc cref="IPretrainedConfig.DecoderStartTokenId"/>
    public int? DecoderStartTokenId { get => Get<int?>(Setting.DecoderStartTokenId); set => Set(Setting.DecoderStartTokenId, value); }

    /// <inheritdoc cref="IPretrainedConfig.TieWordEmbeddings"/>
    public bool? TieWordEmbeddings { get => Get<bool?>(Setting.TieWordEmbeddings); set => Set(Setting.TieWordEmbeddings, value); }

    /// <inheritdoc cref="IPretrainedConfig.IsDecoder"/>
    public bool? IsDecoder { get => Get<bool?>(Setting.IsDecoder); set => Set(Setting.IsDecoder, value); }

    /// <inheritdoc cref="IPretrainedConfig.IsEncoderDecoder"/>
    public bool? IsEncoderDecoder { get => Get<bool?>(Setting.IsEncoderDecoder); set => Set(Setting.IsEncoderDecoder, value); }

    /// <inheritdoc cref="IPretrainedConfig.AddCrossAttention"/>
    public bool? AddCrossAttention { get => Get<bool?>(Setting.AddCrossAttention); set => Set(Setting.AddCrossAttention, value); }

    /// <inheritdoc cref="IPretrainedConfig.CrossAttentionHiddenSize"/>
    public int? CrossAttentionHiddenSize { get => Get<int?>(Setting.CrossAttentionHiddenSize); set => Set(Setting.CrossAttentionHiddenSize, value); }

    /// <inheritdoc cref="IPretrainedConfig.TieEncoderDecoder"/>
    public bool? TieEncoderDecoder { get => Get<bool?>(Setting.TieEncoderDecoder); set => Set(Setting.TieEncoderDecoder, value); }

    /// <inheritdoc cref="IPretrainedConfig.OutputHiddenStates"/>
    public bool? OutputHiddenStates { get => Get<bool?>(Setting.OutputHiddenStates); set => Set(Setting.OutputHiddenStates, value); }

    /// <inheritdoc cref="IPretrainedConfig.OutputAttentions"/>
    public bool? OutputAttentions { get => Get<bool?>(Setting.OutputAttentions); set => Set(Setting.OutputAttentions, value); }

    /// <inheritdoc cref="IPretrainedConfig.ReturnDict"/>
    public bool? ReturnDict { get => Get<bool?>(Setting.ReturnDict); set => Set(Setting.ReturnDict, value); }

    /// <inheritdoc cref="IPretrainedConfig.Torchscript"/>
    public bool? Torchscript { get => Get<bool?>(Setting.Torchscript); set => Set(Setting.Torchscript, value); }

    /// <inheritdoc cref="IPretrainedConfig.UseBfloat16"/>
    public bool? UseBfloat16 { get => Get<bool?>(Setting.UseBfloat16); set => Set(Setting.UseBfloat16, value); }

    /// <inheritdoc cref="IPretrainedConfig.TfLegacyLoss"/>
    public bool? TfLegacyLoss { get => Get<bool?>(Setting.TfLegacyLoss); set => Set(Setting.TfLegacyLoss, value); }

    /// <inheritdoc cref="IPretrainedConfig.ChunkSizeFeedForward"/>
    public int? ChunkSizeFeedForward { get => Get<int?>(Setting.ChunkSizeFeedForward); set => Set(Setting.ChunkSizeFeedForward, value); }

    /// <inheritdoc cref="IPretrainedConfig.FinetuningTask"/>
    public string? FinetuningTask { get => Get<string?>(Setting.FinetuningTask); set => Set(Setting.FinetuningTask, value); }

    /// <inheritdoc cref="IPretrainedConfig.TokenizerClass"/>
    public string? TokenizerClass { get => Get<string?>(Setting.TokenizerClass); set => Set(Setting.TokenizerClass, value); }

    /// <inheritdoc cref="IPretrainedConfig.Prefix"/>
    public string? Prefix { get => Get<string?>(Setting.Prefix); set => Set(Setting.Prefix, value); }

    internal override IReadOnlyDictionary<Setting, OptionKind> Kinds => AllKinds;
}
