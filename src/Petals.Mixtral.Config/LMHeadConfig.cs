namespace Petals.Mixtral.Config;

/// <summary>The language-model head. Python's <c>LMHeadConfig</c>.</summary>
[JsonConverter(typeof(ConfigJsonConverter<LMHeadConfig>))]
public sealed partial record LMHeadConfig : ILMHeadConfig
{
    /// <summary>Creates a config with the defaults of Petals.</summary>
    public LMHeadConfig() { }

    /// <inheritdoc/>
    public ChunkedForward UseChunkedForward
    {
        get;
        init => field = Required.Defined(value);
    }

    /// <inheritdoc/>
    public int ChunkedForwardStep { get; init; } = 16384;

    /// <summary>Formats the record in the same way in every culture.</summary>
    /// <returns>The name and the members.</returns>
    public override string ToString() => RecordText.Of(nameof(LMHeadConfig), PrintMembers);
}
