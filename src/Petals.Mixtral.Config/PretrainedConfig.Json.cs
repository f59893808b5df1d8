using System.Diagnostics;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <content>Between the record and the text of a config: one line a setting, each way.</content>
public partial record PretrainedConfig
{
    /// <param name="json">The settings.</param>
    /// <param name="bosTokenId">The default, which depends on the model.</param>
    /// <param name="eosTokenId">The default, which depends on the model.</param>
    /// <param name="tieWordEmbeddings">The default, which depends on the model.</param>
    private protected PretrainedConfig(
        SettingReader json,
        int? bosTokenId,
        TokenIds? eosTokenId,
        bool tieWordEmbeddings
    )
    {
        NameOrPath = json.String(Setting.NameOrPath, NameOrPath);
        Architectures = json.StringsOrNull(Setting.Architectures);
        TorchDtype = json.TorchDtype(Setting.TorchDtype, TorchDtype);
        TransformersVersion = json.StringOrNull(Setting.TransformersVersion);
        BosTokenId = json.Int32OrNull(Setting.BosTokenId, bosTokenId);
        EosTokenId = json.TokenIds(Setting.EosTokenId, eosTokenId);
        PadTokenId = json.Int32OrNull(Setting.PadTokenId, PadTokenId);
        SepTokenId = json.Int32OrNull(Setting.SepTokenId, SepTokenId);
        DecoderStartTokenId = json.Int32OrNull(Setting.DecoderStartTokenId, DecoderStartTokenId);
        TieWordEmbeddings = json.Boolean(Setting.TieWordEmbeddings, tieWordEmbeddings);
        IsDecoder = json.Boolean(Setting.IsDecoder, IsDecoder);
        IsEncoderDecoder = json.Boolean(Setting.IsEncoderDecoder, IsEncoderDecoder);
        AddCrossAttention = json.Boolean(Setting.AddCrossAttention, AddCrossAttention);
        CrossAttentionHiddenSize = json.Int32OrNull(Setting.CrossAttentionHiddenSize, CrossAttentionHiddenSize);
        TieEncoderDecoder = json.Boolean(Setting.TieEncoderDecoder, TieEncoderDecoder);
        OutputHiddenStates = json.Boolean(Setting.OutputHiddenStates, OutputHiddenStates);
        OutputAttentions = json.Boolean(Setting.OutputAttentions, OutputAttentions);
        ReturnDict = json.Boolean(Setting.ReturnDict, ReturnDict);
        Torchscript = json.Boolean(Setting.Torchscript, Torchscript);
        UseBfloat16 = json.Boolean(Setting.UseBfloat16, UseBfloat16);
        TfLegacyLoss = json.Boolean(Setting.TfLegacyLoss, TfLegacyLoss);
        PrunedHeads = json.PrunedHeads(Setting.PrunedHeads, PrunedHeads);
        ChunkSizeFeedForward = json.Int32(Setting.ChunkSizeFeedForward, ChunkSizeFeedForward);
        Id2Label = json.LabelsById(Setting.Id2Label, Id2Label);
        Label2Id = json.IdsByLabel(Setting.Label2Id, Label2Id);
        ProblemType = json.ProblemType(Setting.ProblemType, ProblemType);
        FinetuningTask = json.StringOrNull(Setting.FinetuningTask);
        TaskSpecificParams = json.ObjectOrNull(Setting.TaskSpecificParams);
        TokenizerClass = json.StringOrNull(Setting.TokenizerClass);
        Prefix = json.StringOrNull(Setting.Prefix);
        CommitHash = json.Document.CommitHash;
    }

    /// <summary>Writes the value of a setting, whatever the text that it was read from.</summary>
    internal virtual void WriteValue(Setting setting, PythonJsonWriter writer)
    {
        switch (setting)
        {
            case Setting.NameOrPath:
                writer.Text(NameOrPath);
                break;
            case Setting.Architectures:
                writer.TextsOrNull(Architectures);
                break;
            case Setting.TorchDtype:
                writer.TextOrNull(TorchDtype?.Name);
                break;
            case Setting.TransformersVersion:
                writer.TextOrNull(TransformersVersion);
                break;
            case Setting.BosTokenId:
                writer.IntegerOrNull(BosTokenId);
                break;
            case Setting.EosTokenId:
                SettingText.Write(writer, EosTokenId);
                break;
            case Setting.PadTokenId:
                writer.IntegerOrNull(PadTokenId);
                break;
            case Setting.SepTokenId:
                writer.IntegerOrNull(SepTokenId);
                break;
            case Setting.DecoderStartTokenId:
                writer.IntegerOrNull(DecoderStartTokenId);
                break;
            case Setting.TieWordEmbeddings:
                writer.Boolean(TieWordEmbeddings);
                break;
            case Setting.IsDecoder:
                writer.Boolean(IsDecoder);
                break;
            case Setting.IsEncoderDecoder:
                writer.Boolean(IsEncoderDecoder);
                break;
            case Setting.AddCrossAttention:
                writer.Boolean(AddCrossAttention);
                break;
            case Setting.CrossAttentionHiddenSize:
                writer.IntegerOrNull(CrossAttentionHiddenSize);
                break;
            case Setting.TieEncoderDecoder:
                writer.Boolean(TieEncoderDecoder);
                break;
            case Setting.OutputHiddenStates:
                writer.Boolean(OutputHiddenStates);
                break;
            case Setting.OutputAttentions:
                writer.Boolean(OutputAttentions);
                break;
            case Setting.ReturnDict:
                writer.Boolean(ReturnDict);
                break;
            case Setting.Torchscript:
                writer.Boolean(Torchscript);
                break;
            case Setting.UseBfloat16:
                writer.Boolean(UseBfloat16);
                break;
            case Setting.TfLegacyLoss:
                writer.Boolean(TfLegacyLoss);
                break;
            case Setting.PrunedHeads:
                SettingText.Write(writer, PrunedHeads);
                break;
            case Setting.ChunkSizeFeedForward:
                writer.Integer(ChunkSizeFeedForward);
                break;
            case Setting.Id2Label:
                SettingText.Write(writer, Id2Label);
                break;
            case Setting.Label2Id:
                SettingText.Write(writer, Label2Id);
                break;
            case Setting.ProblemType:
                SettingText.Write(writer, ProblemType, ChoiceText.Of);
                break;
            case Setting.FinetuningTask:
                writer.TextOrNull(FinetuningTask);
                break;
            case Setting.TaskSpecificParams:
                SettingText.Write(writer, TaskSpecificParams);
                break;
            case Setting.TokenizerClass:
                writer.TextOrNull(TokenizerClass);
                break;
            case Setting.Prefix:
                writer.TextOrNull(Prefix);
                break;
            case Setting.Dtype:
                writer.TextOrNull(TorchDtype?.Name);
                break;
            case Setting.ModelType:
                writer.Text(ModelType);
                break;
            default:
                throw new UnreachableException($"{setting} is not a setting of {nameof(PretrainedConfig)}.");
        }
    }
}
