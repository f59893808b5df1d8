using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public partial record PretrainedConfig
{
    /// <summary>Reads the settings that the source has; the others are those of another config.</summary>
    internal PretrainedConfig(ConfigSource json, PretrainedConfig others)
        : this(others)
    {
        NameOrPath = json.Read(PretrainedSettings.NameOrPath, NameOrPath);
        Architectures = json.Read(PretrainedSettings.Architectures, Architectures);
        TorchDtype = json.Read(PretrainedSettings.TorchDtype, TorchDtype);
        TransformersVersion = json.Read(PretrainedSettings.TransformersVersion, TransformersVersion);
        BosTokenId = json.Read(PretrainedSettings.BosTokenId, BosTokenId);
        EosTokenId = json.Read(PretrainedSettings.EosTokenId, EosTokenId);
        PadTokenId = json.Read(PretrainedSettings.PadTokenId, PadTokenId);
        SepTokenId = json.Read(PretrainedSettings.SepTokenId, SepTokenId);
        DecoderStartTokenId = json.Read(PretrainedSettings.DecoderStartTokenId, DecoderStartTokenId);
        TieWordEmbeddings = json.Read(PretrainedSettings.TieWordEmbeddings, TieWordEmbeddings);
        IsDecoder = json.Read(PretrainedSettings.IsDecoder, IsDecoder);
        IsEncoderDecoder = json.Read(PretrainedSettings.IsEncoderDecoder, IsEncoderDecoder);
        AddCrossAttention = json.Read(PretrainedSettings.AddCrossAttention, AddCrossAttention);
        CrossAttentionHiddenSize = json.Read(PretrainedSettings.CrossAttentionHiddenSize, CrossAttentionHiddenSize);
        TieEncoderDecoder = json.Read(PretrainedSettings.TieEncoderDecoder, TieEncoderDecoder);
        OutputHiddenStates = json.Read(PretrainedSettings.OutputHiddenStates, OutputHiddenStates);
        OutputAttentions = json.Read(PretrainedSettings.OutputAttentions, OutputAttentions);
        ReturnDict = json.Read(PretrainedSettings.ReturnDict, ReturnDict);
        Torchscript = json.Read(PretrainedSettings.Torchscript, Torchscript);
        UseBfloat16 = json.Read(PretrainedSettings.UseBfloat16, UseBfloat16);
        TfLegacyLoss = json.Read(PretrainedSettings.TfLegacyLoss, TfLegacyLoss);
        PrunedHeads = json.Read(PretrainedSettings.PrunedHeads, PrunedHeads);
        ChunkSizeFeedForward = json.Read(PretrainedSettings.ChunkSizeFeedForward, ChunkSizeFeedForward);
        Id2Label = json.Read(PretrainedSettings.Id2Label, Id2Label);
        Label2Id = json.Read(PretrainedSettings.Label2Id, Label2Id);
        ProblemType = json.Read(PretrainedSettings.ProblemType, ProblemType);
        FinetuningTask = json.Read(PretrainedSettings.FinetuningTask, FinetuningTask);
        TaskSpecificParams = json.Read(PretrainedSettings.TaskSpecificParams, TaskSpecificParams);
        TokenizerClass = json.Read(PretrainedSettings.TokenizerClass, TokenizerClass);
        Prefix = json.Read(PretrainedSettings.Prefix, Prefix);
        CommitHash = json.CommitHash;
        _extraAttributes = new ExtraAttributes(json.Extras);
    }
}
