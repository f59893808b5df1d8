using Keys = Petals.Mixtral.Config.Settings.LMHeadSettings;

namespace Petals.Mixtral.Config;

/// <summary>The language-model head. Python's <c>LMHeadConfig</c>.</summary>
[JsonConverter(typeof(ConfigJsonConverter<LMHeadConfig>))]
public sealed record LMHeadConfig : ILMHeadConfig
{
    /// <summary>Creates a config with the defaults of Petals.</summary>
    public LMHeadConfig() { }

    internal LMHeadConfig(ConfigSource json, LMHeadConfig others)
        : this(others)
    {
        UseChunkedForward = json.Read(Keys.UseChunkedForward, UseChunkedForward);
        ChunkedForwardStep = json.Read(Keys.ChunkedForwardStep, ChunkedForwardStep);
    }

    /// <inheritdoc/>
    public ChunkedForward UseChunkedForward
    {
        get;
        init => field = Required.Defined(value);
    }

    /// <inheritdoc/>
    public int ChunkedForwardStep { get; init; } = 16384;
}
