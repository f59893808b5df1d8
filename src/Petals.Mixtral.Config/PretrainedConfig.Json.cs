using Keys = Petals.Mixtral.Config.Settings.PretrainedSettings;

namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public partial record PretrainedConfig
{
    /// <summary>Reads the settings that the source has; the others are those of another config.</summary>
    internal PretrainedConfig(ConfigSource json, PretrainedConfig others)
        : this(others)
    {
        NameOrPath = json.Read(Keys.NameOrPath, NameOrPath);
        Architectures = json.Read(Keys.Architectures, Architectures);
        TorchDtype = json.Read(Keys.TorchDtype, TorchDtype);
        TransformersVersion = json.Read(Keys.TransformersVersion, TransformersVersion);
        BosTokenId = json.Read(Keys.BosTokenId, BosTokenId);
        EosTokenId = json.Read(Keys.EosTokenId, EosTokenId);
        PadTokenId = json.Read(Keys.PadTokenId, PadTokenId);
        SepTokenId = json.Read(Keys.SepTokenId, SepTokenId);
        DecoderStartTokenId = json.Read(Keys.DecoderStartTokenId, DecoderStartTokenId);
        TieWordEmbeddings = json.Read(Keys.TieWordEmbeddings, TieWordEmbeddings);
        IsDecoder = json.Read(Keys.IsDecoder, IsDecoder);
        IsEncoderDecoder = json.Read(Keys.IsEncoderDecoder, IsEncoderDecoder);
        AddCrossAttention = json.Read(Keys.AddCrossAttention, AddCrossAttention);
        CrossAttentionHiddenSize = json.Read(Keys.CrossAttentionHiddenSize, CrossAttentionHiddenSize);
        TieEncoderDecoder = json.Read(Keys.TieEncoderDecoder, TieEncoderDecoder);
        OutputHiddenStates = json.Read(Keys.OutputHiddenStates, OutputHiddenStates);
        OutputAttentions = json.Read(Keys.OutputAttentions, OutputAttentions);
        ReturnDict = json.Read(Keys.ReturnDict, ReturnDict);
        Torchscript = json.Read(Keys.Torchscript, Torchscript);
        UseBfloat16 = json.Read(Keys.UseBfloat16, UseBfloat16);
        TfLegacyLoss = json.Read(Keys.TfLegacyLoss, TfLegacyLoss);
        PrunedHeads = json.Read(Keys.PrunedHeads, PrunedHeads);
        ChunkSizeFeedForward = json.Read(Keys.ChunkSizeFeedForward, ChunkSizeFeedForward);
        Id2Label = json.Read(Keys.Id2Label, Id2Label);
        Label2Id = json.Read(Keys.Label2Id, Label2Id);
        ProblemType = json.Read(Keys.ProblemType, ProblemType);
        FinetuningTask = json.Read(Keys.FinetuningTask, FinetuningTask);
        TaskSpecificParams = json.Read(Keys.TaskSpecificParams, TaskSpecificParams);
        TokenizerClass = json.Read(Keys.TokenizerClass, TokenizerClass);
        Prefix = json.Read(Keys.Prefix, Prefix);
        CommitHash = json.CommitHash;
        _extraAttributes = new ExtraAttributes(json.Extras);
    }
}
