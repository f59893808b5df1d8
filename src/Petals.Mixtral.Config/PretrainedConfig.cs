using Keys = Petals.Mixtral.Config.Settings.PretrainedSettings;

namespace Petals.Mixtral.Config;

/// <summary>The settings of every Hugging Face model config. Python's <c>PretrainedConfig</c>.</summary>
[JsonConverter(typeof(ConfigJsonConverter<PretrainedConfig>))]
public record PretrainedConfig : IPretrainedConfig
{
    private readonly ExtraAttributes _extraAttributes;

    /// <summary>Creates a config with the defaults of transformers 4.43.1.</summary>
    public PretrainedConfig() { }

    /// <summary>Reads the settings that the source contains, and copies the others from another config.</summary>
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

    /// <inheritdoc/>
    public virtual string ModelType => "";

    /// <inheritdoc/>
    public string NameOrPath
    {
        get;
        init => field = Required.NotNull(value);
    } = "";

    /// <inheritdoc/>
    public IReadOnlyList<string>? Architectures
    {
        get;
        init => field = value is null ? null : ValueList<string>.CopyOf(value);
    }

    /// <inheritdoc/>
    public TorchDtype? TorchDtype { get; init; }

    /// <inheritdoc/>
    public string? TransformersVersion { get; init; }

    /// <inheritdoc/>
    public string? CommitHash { get; init; }

    /// <inheritdoc/>
    public int? BosTokenId { get; init; }

    /// <inheritdoc/>
    public TokenIds? EosTokenId { get; init; }

    /// <inheritdoc/>
    public int? PadTokenId { get; init; }

    /// <inheritdoc/>
    public int? SepTokenId { get; init; }

    /// <inheritdoc/>
    public int? DecoderStartTokenId { get; init; }

    /// <inheritdoc/>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <inheritdoc/>
    public bool IsDecoder { get; init; }

    /// <inheritdoc/>
    public bool IsEncoderDecoder { get; init; }

    /// <inheritdoc/>
    public bool AddCrossAttention { get; init; }

    /// <inheritdoc/>
    public int? CrossAttentionHiddenSize { get; init; }

    /// <inheritdoc/>
    public bool TieEncoderDecoder { get; init; }

    /// <inheritdoc/>
    public bool OutputHiddenStates { get; init; }

    /// <inheritdoc/>
    public bool OutputAttentions { get; init; }

    /// <inheritdoc/>
    public bool ReturnDict { get; init; } = true;

    /// <inheritdoc/>
    public bool Torchscript { get; init; }

    /// <inheritdoc/>
    public bool UseBfloat16 { get; init; }

    /// <inheritdoc/>
    public bool TfLegacyLoss { get; init; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, IReadOnlyList<int>> PrunedHeads
    {
        get;
        init =>
            field = ValueDictionary<int, IReadOnlyList<int>>.CopyOf(
                value,
                layer => ValueList<int>.CopyOf(layer, nameof(value))
            );
    } = ValueDictionary<int, IReadOnlyList<int>>.Empty;

    /// <inheritdoc/>
    public int ChunkSizeFeedForward { get; init; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, string> Id2Label
    {
        get;
        init => field = ValueDictionary<int, string>.CopyOf(value);
    } = Labels.DefaultById;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int>? Label2Id
    {
        get;
        init => field = value is null ? null : ValueDictionary<string, int>.CopyOf(value);
    } = Labels.DefaultIds;

    /// <inheritdoc/>
    public ProblemType? ProblemType
    {
        get;
        init => field = value is { } type ? Required.Defined(type) : null;
    }

    /// <inheritdoc/>
    public string? FinetuningTask { get; init; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonElement>? TaskSpecificParams
    {
        get;
        init => field = value is null ? null : JsonMembers.CopyOf(value, field as JsonMembers);
    }

    /// <inheritdoc/>
    public string? TokenizerClass { get; init; }

    /// <inheritdoc/>
    public string? Prefix { get; init; }

    /// <inheritdoc/>
    public virtual IReadOnlyDictionary<string, JsonElement> ExtraAttributes
    {
        get => _extraAttributes.Members;
        init =>
            _extraAttributes = new ExtraAttributes(
                JsonMembers.CopyOf(ExtraKeys.WithoutProperties(value, isPetals: false), _extraAttributes.Members)
            );
    }

    /// <summary>Formats the record in the same way in every culture.</summary>
    /// <returns>The name and the members.</returns>
    public sealed override string ToString() => RecordText.Of(EqualityContract.Name, PrintMembers);
}
