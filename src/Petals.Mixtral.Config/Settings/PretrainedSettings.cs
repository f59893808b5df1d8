using System.Text.Json;
using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="PretrainedConfig"/>, a line each.</summary>
internal static class PretrainedSettings
{
    private static readonly SettingList<PretrainedConfig> Table = new(ConfigPart.Pretrained);

    // The formatter would make six lines of each setting.
    // csharpier-ignore-start
    public static readonly Setting<PretrainedConfig, string> NameOrPath =
        Table.Add("_name_or_path", Kind.Text, c => c.NameOrPath, (c, v) => c with { NameOrPath = v });
    public static readonly Setting<PretrainedConfig, IReadOnlyList<string>?> Architectures =
        Table.Add("architectures", Kind.TextListOrNull, c => c.Architectures, (c, v) => c with { Architectures = v });
    public static readonly Setting<PretrainedConfig, TorchDtype?> TorchDtype =
        Table.Add("torch_dtype", Kind.DtypeOrNull, c => c.TorchDtype, (c, v) => c with { TorchDtype = v });
    public static readonly Setting<PretrainedConfig, string?> TransformersVersion =
        Table.Add("transformers_version", Kind.TextOrNull, c => c.TransformersVersion,
            (c, v) => c with { TransformersVersion = v });
    public static readonly Setting<PretrainedConfig, int?> BosTokenId =
        Table.Add("bos_token_id", Kind.IntegerOrNull, c => c.BosTokenId, (c, v) => c with { BosTokenId = v });
    public static readonly Setting<PretrainedConfig, TokenIds?> EosTokenId =
        Table.Add("eos_token_id", Kind.TokenIdsOrNull, c => c.EosTokenId, (c, v) => c with { EosTokenId = v });
    public static readonly Setting<PretrainedConfig, int?> PadTokenId =
        Table.Add("pad_token_id", Kind.IntegerOrNull, c => c.PadTokenId, (c, v) => c with { PadTokenId = v });
    public static readonly Setting<PretrainedConfig, int?> SepTokenId =
        Table.Add("sep_token_id", Kind.IntegerOrNull, c => c.SepTokenId, (c, v) => c with { SepTokenId = v });
    public static readonly Setting<PretrainedConfig, int?> DecoderStartTokenId =
        Table.Add("decoder_start_token_id", Kind.IntegerOrNull, c => c.DecoderStartTokenId,
            (c, v) => c with { DecoderStartTokenId = v });
    public static readonly Setting<PretrainedConfig, bool> TieWordEmbeddings =
        Table.Add("tie_word_embeddings", Kind.Boolean, c => c.TieWordEmbeddings,
            (c, v) => c with { TieWordEmbeddings = v });
    public static readonly Setting<PretrainedConfig, bool> IsDecoder =
        Table.Add("is_decoder", Kind.Boolean, c => c.IsDecoder, (c, v) => c with { IsDecoder = v });
    public static readonly Setting<PretrainedConfig, bool> IsEncoderDecoder =
        Table.Add("is_encoder_decoder", Kind.Boolean, c => c.IsEncoderDecoder,
            (c, v) => c with { IsEncoderDecoder = v });
    public static readonly Setting<PretrainedConfig, bool> AddCrossAttention =
        Table.Add("add_cross_attention", Kind.Boolean, c => c.AddCrossAttention,
            (c, v) => c with { AddCrossAttention = v });
    public static readonly Setting<PretrainedConfig, int?> CrossAttentionHiddenSize =
        Table.Add("cross_attention_hidden_size", Kind.IntegerOrNull, c => c.CrossAttentionHiddenSize,
            (c, v) => c with { CrossAttentionHiddenSize = v });
    public static readonly Setting<PretrainedConfig, bool> TieEncoderDecoder =
        Table.Add("tie_encoder_decoder", Kind.Boolean, c => c.TieEncoderDecoder,
            (c, v) => c with { TieEncoderDecoder = v });
    public static readonly Setting<PretrainedConfig, bool> OutputHiddenStates =
        Table.Add("output_hidden_states", Kind.Boolean, c => c.OutputHiddenStates,
            (c, v) => c with { OutputHiddenStates = v });
    public static readonly Setting<PretrainedConfig, bool> OutputAttentions =
        Table.Add("output_attentions", Kind.Boolean, c => c.OutputAttentions,
            (c, v) => c with { OutputAttentions = v });
    public static readonly Setting<PretrainedConfig, bool> ReturnDict =
        Table.Add("return_dict", Kind.Boolean, c => c.ReturnDict, (c, v) => c with { ReturnDict = v });
    public static readonly Setting<PretrainedConfig, bool> Torchscript =
        Table.Add("torchscript", Kind.Boolean, c => c.Torchscript, (c, v) => c with { Torchscript = v });
    public static readonly Setting<PretrainedConfig, bool> UseBfloat16 =
        Table.Add("use_bfloat16", Kind.Boolean, c => c.UseBfloat16, (c, v) => c with { UseBfloat16 = v });
    public static readonly Setting<PretrainedConfig, bool> TfLegacyLoss =
        Table.Add("tf_legacy_loss", Kind.Boolean, c => c.TfLegacyLoss, (c, v) => c with { TfLegacyLoss = v });
    public static readonly Setting<PretrainedConfig, IReadOnlyDictionary<int, IReadOnlyList<int>>> PrunedHeads =
        Table.Add("pruned_heads", Kind.PrunedHeads, c => c.PrunedHeads, (c, v) => c with { PrunedHeads = v });
    public static readonly Setting<PretrainedConfig, int> ChunkSizeFeedForward =
        Table.Add("chunk_size_feed_forward", Kind.Integer, c => c.ChunkSizeFeedForward,
            (c, v) => c with { ChunkSizeFeedForward = v });
    public static readonly Setting<PretrainedConfig, IReadOnlyDictionary<int, string>> Id2Label =
        Table.Add("id2label", Kind.Labels, c => c.Id2Label, (c, v) => c with { Id2Label = v });
    public static readonly Setting<PretrainedConfig, IReadOnlyDictionary<string, int>?> Label2Id =
        Table.Add("label2id", Kind.LabelIdsOrNull, c => c.Label2Id, (c, v) => c with { Label2Id = v });
    public static readonly Setting<PretrainedConfig, ProblemType?> ProblemType =
        Table.Add("problem_type", Kind.ProblemTypeOrNull, c => c.ProblemType, (c, v) => c with { ProblemType = v });
    public static readonly Setting<PretrainedConfig, string?> FinetuningTask =
        Table.Add("finetuning_task", Kind.TextOrNull, c => c.FinetuningTask, (c, v) => c with { FinetuningTask = v });
    public static readonly Setting<PretrainedConfig, IReadOnlyDictionary<string, JsonElement>?> TaskSpecificParams =
        Table.Add(
            "task_specific_params",
            Kind.ObjectOrNull,
            c => c.TaskSpecificParams,
            (c, v) => c with { TaskSpecificParams = v }
        );
    public static readonly Setting<PretrainedConfig, string?> TokenizerClass =
        Table.Add("tokenizer_class", Kind.TextOrNull, c => c.TokenizerClass, (c, v) => c with { TokenizerClass = v });
    public static readonly Setting<PretrainedConfig, string?> Prefix =
        Table.Add("prefix", Kind.TextOrNull, c => c.Prefix, (c, v) => c with { Prefix = v });

    /// <summary>The key of transformers 5.</summary>
    public static readonly Setting<PretrainedConfig, TorchDtype?> Dtype =
        Table.Add("dtype", Kind.DtypeOrNull, c => c.TorchDtype,
            (c, v) => c with { TorchDtype = v }, SettingRole.NewerKey, TorchDtype);
    public static readonly Setting<PretrainedConfig, string> PublicNameOrPath =
        Table.Add("name_or_path", Kind.Text, c => c.NameOrPath,
            (c, v) => c with { NameOrPath = v }, SettingRole.ReadOnlyKey, NameOrPath);
    public static readonly Setting<PretrainedConfig, int> NumLabels =
        Table.Add("num_labels", Kind.Integer, c => c.Id2Label.Count, Labels.Resize, SettingRole.ReadOnlyKey, Id2Label);
    public static readonly Setting<PretrainedConfig, string> ModelType =
        Table.Add("model_type", Kind.Text, c => c.ModelType, (c, _) => c, SettingRole.Fixed);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
