namespace Petals.Mixtral.Config;

/// <summary>The language-model head. Python's <c>LMHeadConfig</c>.</summary>
public sealed partial record LMHeadConfig : ILMHeadConfig
{
    /// <summary>Creates a config with the defaults of Petals.</summary>
    public LMHeadConfig()
    {
    }

    /// <inheritdoc/>
    public ChunkedForward UseChunkedForward { get; init => field = Required.Defined(value); }

    /// <inheritdoc/>
    public int ChunkedForwardStep { get; init; } = 16384;
}
