using Keys = Petals.Mixtral.Config.Settings.PTuneSettings;

namespace Petals.Mixtral.Config;

/// <summary>Prompt tuning. Python's <c>PTuneConfig</c>.</summary>
[JsonConverter(typeof(ConfigJsonConverter<PTuneConfig>))]
public sealed record PTuneConfig : IPTuneConfig
{
    /// <summary>Creates a config with the defaults of Petals.</summary>
    public PTuneConfig() { }

    internal PTuneConfig(ConfigSource json, PTuneConfig others)
        : this(others)
    {
        PreSeqLen = json.Read(Keys.PreSeqLen, PreSeqLen);
        TuningMode = json.Read(Keys.TuningMode, TuningMode);
    }

    /// <inheritdoc/>
    public int PreSeqLen { get; init; }

    /// <inheritdoc/>
    public TuningMode? TuningMode
    {
        get;
        init => field = value is { } mode ? Required.Defined(mode) : null;
    }
}
