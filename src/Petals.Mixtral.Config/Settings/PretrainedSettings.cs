using System.Text.Json;
using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="PretrainedConfig"/>, a line each.</summary>
internal static class PretrainedSettings
{
    private static readonly SettingList<PretrainedConfig> Table = new(ConfigPart.Pretrained);

    // The formatter would make several lines of each setting.
    // csharpier-ignore-start
    public static readonly Setting<PretrainedConfig, string> NameOrPath =
        Table.Add("_name_or_path", Kind.Text, c => c.NameOrPath);
    public static readonly Setting<PretrainedConfig, IReadOnlyList<string>?> Architectures =
        Table.Add("architectures", Kind.TextListOrNull, c => c.Architectures);
    public static readonly Setting<PretrainedConfig, TorchDtype?> TorchDtype =
        Table.Add("torch_dtype", Kind.DtypeOrNull, c => c.TorchDtype);
    public static readonly Setting<PretrainedConfig, string?> TransformersVersion =
        Table.Add("transformers_version", Kind.TextOrNull, c => c.TransformersVersion);
    public static readonly Setting<PretrainedConfig, int?> BosTokenId =
        Table.Add("bos_token_id", Kind.IntegerOrNull, c => c.BosTokenId);
    public static readonly Setting<PretrainedConfig, TokenIds?> EosTokenId =
        Table.Add("eos_token_id", Kind.TokenIdsOrNull, c => c.EosTokenId);
    public static readonly Setting<PretrainedConfig, int?> PadTokenId =
        Table.Add("pad_token_id", Kind.IntegerOrNull, c => c.PadTokenId);
    public static readonly Setting<PretrainedConfig, int?> SepTokenId =
        Table.Add("sep_token_id", Kind.IntegerOrNull, c => c.SepTokenId);
    public static readonly Setting<PretrainedConfig, int?> DecoderStartTokenId =
        Table.Add("decoder_start_token_id", Kind.IntegerOrNull, c => c.DecoderStartTokenId);
    public static readonly Setting<PretrainedConfig, bool> TieWordEmbeddings =
        Table.Add("tie_word_embeddings", Kind.Boolean, c => c.TieWordEmbeddings);
    public static readonly Setting<PretrainedConfig, bool> IsDecoder =
        Table.Add("is_decoder", Kind.Boolean, c => c.IsDecoder);
    public static readonly Setting<PretrainedConfig, bool> IsEncoderDecoder =
        Table.Add("is_encoder_decoder", Kind.Boolean, c => c.IsEncoderDecoder);
    public static readonly Setting<PretrainedConfig, bool> AddCrossAttention =
        Table.Add("add_cross_attention", Kind.Boolean, c => c.AddCrossAttention);
    public static readonly Setting<PretrainedConfig, int?> CrossAttentionHiddenSize =
        Table.Add("cross_attention_hidden_size", Kind.IntegerOrNull, c => c.CrossAttentionHiddenSize);
    public static readonly Setting<PretrainedConfig, bool> TieEncoderDecoder =
        Table.Add("tie_encoder_decoder", Kind.Boolean, c => c.TieEncoderDecoder);
    public static readonly Setting<PretrainedConfig, bool> OutputHiddenStates =
        Table.Add("output_hidden_states", Kind.Boolean, c => c.OutputHiddenStates);
    public static readonly Setting<PretrainedConfig, bool> OutputAttentions =
        Table.Add("output_attentions", Kind.Boolean, c => c.OutputAttentions);
    public static readonly Setting<PretrainedConfig, bool> ReturnDict =
        Table.Add("return_dict", Kind.Boolean, c => c.ReturnDict);
    public static readonly Setting<PretrainedConfig, bool> Torchscript =
        Table.Add("torchscript", Kind.Boolean, c => c.Torchscript);
    public static readonly Setting<PretrainedConfig, bool> UseBfloat16 =
        Table.Add("use_bfloat16", Kind.Boolean, c => c.UseBfloat16);
    public static readonly Setting<PretrainedConfig, bool> TfLegacyLoss =
        Table.Add("tf_legacy_loss", Kind.Boolean, c => c.TfLegacyLoss);
    public static readonly Setting<PretrainedConfig, IReadOnlyDictionary<int, IReadOnlyList<int>>> PrunedHeads =
        Table.Add("pruned_heads", Kind.PrunedHeads, c => c.PrunedHeads);
    public static readonly Setting<PretrainedConfig, int> ChunkSizeFeedForward =
        Table.Add("chunk_size_feed_forward", Kind.Integer, c => c.ChunkSizeFeedForward);
    public static readonly Setting<PretrainedConfig, IReadOnlyDictionary<int, string>> Id2Label =
        Table.Add("id2label", Kind.Labels, c => c.Id2Label);
    public static readonly Setting<PretrainedConfig, IReadOnlyDictionary<string, int>?> Label2Id =
        Table.Add("label2id", Kind.LabelIdsOrNull, c => c.Label2Id);
    public static readonly Setting<PretrainedConfig, ProblemType?> ProblemType =
        Table.Add("problem_type", Kind.ProblemTypeOrNull, c => c.ProblemType);
    public static readonly Setting<PretrainedConfig, string?> FinetuningTask =
        Table.Add("finetuning_task", Kind.TextOrNull, c => c.FinetuningTask);
    public static readonly Setting<PretrainedConfig, IReadOnlyDictionary<string, JsonElement>?> TaskSpecificParams =
        Table.Add("task_specific_params", Kind.ObjectOrNull, c => c.TaskSpecificParams);
    public static readonly Setting<PretrainedConfig, string?> TokenizerClass =
        Table.Add("tokenizer_class", Kind.TextOrNull, c => c.TokenizerClass);
    public static readonly Setting<PretrainedConfig, string?> Prefix =
        Table.Add("prefix", Kind.TextOrNull, c => c.Prefix);

    /// <summary>The key of transformers 5.</summary>
    public static readonly Setting<PretrainedConfig, TorchDtype?> Dtype =
        Table.Add("dtype", Kind.DtypeOrNull, c => c.TorchDtype, SettingRole.NewerKey, TorchDtype);
    public static readonly Setting<PretrainedConfig, string> PublicNameOrPath =
        Table.Add("name_or_path", Kind.Text, c => c.NameOrPath, SettingRole.ReadOnlyKey, NameOrPath);
    public static readonly Setting<PretrainedConfig, int> NumLabels =
        Table.Add("num_labels", Kind.Integer, c => c.Id2Label.Count, SettingRole.ReadOnlyKey, Id2Label);
    public static readonly Setting<PretrainedConfig, string> ModelType =
        Table.Add("model_type", Kind.Text, c => c.ModelType, SettingRole.Fixed);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
