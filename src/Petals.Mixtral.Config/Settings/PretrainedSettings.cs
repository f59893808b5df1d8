namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="PretrainedConfig"/>, a line each.</summary>
internal static class PretrainedSettings
{
    private static readonly SettingList<PretrainedConfig> Table = new(ConfigPart.Pretrained);

    // The formatter would break each setting into several lines.
    // csharpier-ignore-start
    public static readonly Setting<string> NameOrPath = Table.Add(Kind.Text, c => c.NameOrPath, key: "_name_or_path");
    public static readonly Setting<IReadOnlyList<string>?> Architectures =
        Table.Add(Kind.TextListOrNull, c => c.Architectures);
    public static readonly Setting<TorchDtype?> TorchDtype = Table.Add(Kind.DtypeOrNull, c => c.TorchDtype);
    public static readonly Setting<string?> TransformersVersion =
        Table.Add(Kind.TextOrNull, c => c.TransformersVersion);
    public static readonly Setting<int?> BosTokenId = Table.Add(Kind.IntegerOrNull, c => c.BosTokenId);
    public static readonly Setting<TokenIds?> EosTokenId = Table.Add(Kind.TokenIdsOrNull, c => c.EosTokenId);
    public static readonly Setting<int?> PadTokenId = Table.Add(Kind.IntegerOrNull, c => c.PadTokenId);
    public static readonly Setting<int?> SepTokenId = Table.Add(Kind.IntegerOrNull, c => c.SepTokenId);
    public static readonly Setting<int?> DecoderStartTokenId =
        Table.Add(Kind.IntegerOrNull, c => c.DecoderStartTokenId);
    public static readonly Setting<bool> TieWordEmbeddings = Table.Add(Kind.Boolean, c => c.TieWordEmbeddings);
    public static readonly Setting<bool> IsDecoder = Table.Add(Kind.Boolean, c => c.IsDecoder);
    public static readonly Setting<bool> IsEncoderDecoder = Table.Add(Kind.Boolean, c => c.IsEncoderDecoder);
    public static readonly Setting<bool> AddCrossAttention = Table.Add(Kind.Boolean, c => c.AddCrossAttention);
    public static readonly Setting<int?> CrossAttentionHiddenSize =
        Table.Add(Kind.IntegerOrNull, c => c.CrossAttentionHiddenSize);
    public static readonly Setting<bool> TieEncoderDecoder = Table.Add(Kind.Boolean, c => c.TieEncoderDecoder);
    public static readonly Setting<bool> OutputHiddenStates = Table.Add(Kind.Boolean, c => c.OutputHiddenStates);
    public static readonly Setting<bool> OutputAttentions = Table.Add(Kind.Boolean, c => c.OutputAttentions);
    public static readonly Setting<bool> ReturnDict = Table.Add(Kind.Boolean, c => c.ReturnDict);
    public static readonly Setting<bool> Torchscript = Table.Add(Kind.Boolean, c => c.Torchscript);
    public static readonly Setting<bool> UseBfloat16 = Table.Add(Kind.Boolean, c => c.UseBfloat16);
    public static readonly Setting<bool> TfLegacyLoss = Table.Add(Kind.Boolean, c => c.TfLegacyLoss);
    public static readonly Setting<IReadOnlyDictionary<int, IReadOnlyList<int>>> PrunedHeads =
        Table.Add(Kind.PrunedHeads, c => c.PrunedHeads);
    public static readonly Setting<int> ChunkSizeFeedForward = Table.Add(Kind.Integer, c => c.ChunkSizeFeedForward);
    public static readonly Setting<IReadOnlyDictionary<int, string>> Id2Label =
        Table.Add(Kind.Labels, c => c.Id2Label, key: "id2label");
    public static readonly Setting<IReadOnlyDictionary<string, int>?> Label2Id =
        Table.Add(Kind.LabelIdsOrNull, c => c.Label2Id, key: "label2id");
    public static readonly Setting<ProblemType?> ProblemType = Table.Add(Kind.ProblemTypeOrNull, c => c.ProblemType);
    public static readonly Setting<string?> FinetuningTask = Table.Add(Kind.TextOrNull, c => c.FinetuningTask);
    public static readonly Setting<IReadOnlyDictionary<string, JsonElement>?> TaskSpecificParams =
        Table.Add(Kind.ObjectOrNull, c => c.TaskSpecificParams);
    public static readonly Setting<string?> TokenizerClass = Table.Add(Kind.TextOrNull, c => c.TokenizerClass);
    public static readonly Setting<string?> Prefix = Table.Add(Kind.TextOrNull, c => c.Prefix);

    /// <summary>The key of transformers 5.</summary>
    public static readonly Setting<TorchDtype?> Dtype =
        Table.Add(Kind.DtypeOrNull, c => c.TorchDtype, SettingRole.NewerKey, TorchDtype);
    public static readonly Setting<string> PublicNameOrPath =
        Table.Add(Kind.Text, c => c.NameOrPath, SettingRole.ReadOnlyKey, NameOrPath, key: "name_or_path");
    public static readonly Setting<int> NumLabels =
        Table.Add(Kind.Integer, c => c.Id2Label.Count, SettingRole.ReadOnlyKey, Id2Label);
    public static readonly Setting<string> ModelType = Table.Add(Kind.Text, c => c.ModelType, SettingRole.Fixed);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
