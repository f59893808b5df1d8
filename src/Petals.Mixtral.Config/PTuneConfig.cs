namespace Petals.Mixtral.Config;

/// <summary>Prompt tuning. Python's <c>PTuneConfig</c>.</summary>
[JsonConverter(typeof(ConfigJsonConverter<PTuneConfig>))]
public sealed partial record PTuneConfig : IPTuneConfig
{
    /// <summary>Creates a config with the defaults of Petals.</summary>
    public PTuneConfig() { }

    /// <inheritdoc/>
    public int PreSeqLen { get; init; }

    /// <inheritdoc/>
    public TuningMode? TuningMode
    {
        get;
        init => field = value is { } mode ? Required.Defined(mode) : null;
    }

    /// <summary>Formats the record in the same way in every culture.</summary>
    /// <returns>The name and the members.</returns>
    public override string ToString() => RecordText.Of(nameof(PTuneConfig), PrintMembers);
}
