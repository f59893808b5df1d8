namespace Petals.Mixtral.Config;

/// <summary>The settings of every Hugging Face model config. Python's <c>PretrainedConfig</c>.</summary>
[JsonConverter(typeof(ConfigJsonConverter<PretrainedConfig>))]
public partial record PretrainedConfig : IPretrainedConfig
{
    private readonly ExtraAttributes _extraAttributes;

    /// <summary>Creates a config with the defaults of transformers 4.43.1.</summary>
    public PretrainedConfig() { }

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
            field = Required.Readable(
                value as ValueDictionary<int, IReadOnlyList<int>>
                    ?? ValueDictionary<int, IReadOnlyList<int>>.Create(
                        Required
                            .NotNull(value)
                            .ToDictionary(
                                layer => layer.Key,
                                IReadOnlyList<int> (layer) => ValueList<int>.CopyOf(layer.Value, nameof(value)),
                                SeededComparer<int>.Instance
                            )
                    )
            );
    } = ValueDictionary<int, IReadOnlyList<int>>.Empty;

    /// <inheritdoc/>
    public int ChunkSizeFeedForward { get; init; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, string> Id2Label
    {
        get;
        init => field = Required.Readable(ValueDictionary<int, string>.CopyOf(value));
    } = Labels.DefaultById;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int>? Label2Id
    {
        get;
        init => field = value is null ? null : Required.Readable(ValueDictionary<string, int>.CopyOf(value));
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
