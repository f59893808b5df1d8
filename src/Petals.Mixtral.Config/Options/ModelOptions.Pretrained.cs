using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <content>The settings that every Hugging Face config has.</content>
public sealed partial class ModelOptions
{
    /// <inheritdoc cref="IPretrainedConfig.NameOrPath" path="/summary"/>
    public string? NameOrPath
    {
        get => Get<string?>(Setting.NameOrPath);
        set => Set(Setting.NameOrPath, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.Architectures" path="/summary"/>
    public IReadOnlyList<string>? Architectures
    {
        get => Get<IReadOnlyList<string>?>(Setting.Architectures);
        set => Set(Setting.Architectures, Copied(value));
    }

    /// <inheritdoc cref="IPretrainedConfig.TorchDtype" path="/summary"/>
    public TorchDtype? TorchDtype
    {
        get => Get<TorchDtype?>(Setting.TorchDtype);
        set => Set(Setting.TorchDtype, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.BosTokenId" path="/summary"/>
    public int? BosTokenId
    {
        get => Get<int?>(Setting.BosTokenId);
        set => Set(Setting.BosTokenId, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.EosTokenId" path="/summary"/>
    public TokenIds? EosTokenId
    {
        get => Get<TokenIds?>(Setting.EosTokenId);
        set => Set(Setting.EosTokenId, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.PadTokenId" path="/summary"/>
    public int? PadTokenId
    {
        get => Get<int?>(Setting.PadTokenId);
        set => Set(Setting.PadTokenId, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.SepTokenId" path="/summary"/>
    public int? SepTokenId
    {
        get => Get<int?>(Setting.SepTokenId);
        set => Set(Setting.SepTokenId, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.DecoderStartTokenId" path="/summary"/>
    public int? DecoderStartTokenId
    {
        get => Get<int?>(Setting.DecoderStartTokenId);
        set => Set(Setting.DecoderStartTokenId, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.TieWordEmbeddings" path="/summary"/>
    public bool? TieWordEmbeddings
    {
        get => Get<bool?>(Setting.TieWordEmbeddings);
        set => Set(Setting.TieWordEmbeddings, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.IsDecoder" path="/summary"/>
    public bool? IsDecoder
    {
        get => Get<bool?>(Setting.IsDecoder);
        set => Set(Setting.IsDecoder, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.IsEncoderDecoder" path="/summary"/>
    public bool? IsEncoderDecoder
    {
        get => Get<bool?>(Setting.IsEncoderDecoder);
        set => Set(Setting.IsEncoderDecoder, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.AddCrossAttention" path="/summary"/>
    public bool? AddCrossAttention
    {
        get => Get<bool?>(Setting.AddCrossAttention);
        set => Set(Setting.AddCrossAttention, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.CrossAttentionHiddenSize" path="/summary"/>
    public int? CrossAttentionHiddenSize
    {
        get => Get<int?>(Setting.CrossAttentionHiddenSize);
        set => Set(Setting.CrossAttentionHiddenSize, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.TieEncoderDecoder" path="/summary"/>
    public bool? TieEncoderDecoder
    {
        get => Get<bool?>(Setting.TieEncoderDecoder);
        set => Set(Setting.TieEncoderDecoder, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.OutputHiddenStates" path="/summary"/>
    public bool? OutputHiddenStates
    {
        get => Get<bool?>(Setting.OutputHiddenStates);
        set => Set(Setting.OutputHiddenStates, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.OutputAttentions" path="/summary"/>
    public bool? OutputAttentions
    {
        get => Get<bool?>(Setting.OutputAttentions);
        set => Set(Setting.OutputAttentions, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.ReturnDict" path="/summary"/>
    public bool? ReturnDict
    {
        get => Get<bool?>(Setting.ReturnDict);
        set => Set(Setting.ReturnDict, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.Torchscript" path="/summary"/>
    public bool? Torchscript
    {
        get => Get<bool?>(Setting.Torchscript);
        set => Set(Setting.Torchscript, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.UseBfloat16" path="/summary"/>
    public bool? UseBfloat16
    {
        get => Get<bool?>(Setting.UseBfloat16);
        set => Set(Setting.UseBfloat16, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.TfLegacyLoss" path="/summary"/>
    public bool? TfLegacyLoss
    {
        get => Get<bool?>(Setting.TfLegacyLoss);
        set => Set(Setting.TfLegacyLoss, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.ChunkSizeFeedForward" path="/summary"/>
    public int? ChunkSizeFeedForward
    {
        get => Get<int?>(Setting.ChunkSizeFeedForward);
        set => Set(Setting.ChunkSizeFeedForward, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.FinetuningTask" path="/summary"/>
    public string? FinetuningTask
    {
        get => Get<string?>(Setting.FinetuningTask);
        set => Set(Setting.FinetuningTask, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.TokenizerClass" path="/summary"/>
    public string? TokenizerClass
    {
        get => Get<string?>(Setting.TokenizerClass);
        set => Set(Setting.TokenizerClass, value);
    }

    /// <inheritdoc cref="IPretrainedConfig.Prefix" path="/summary"/>
    public string? Prefix
    {
        get => Get<string?>(Setting.Prefix);
        set => Set(Setting.Prefix, value);
    }
}
