namespace Petals.Mixtral.Config.Blocks;

/// <summary>The sizes that all blocks of a model share, and the parameter counts that follow from them.</summary>
internal sealed record BlockDimensions(
    MixtralAttention Attention,
    int HiddenSize,
    int IntermediateSize,
    int NumExperts,
    int NumExpertsPerTok
)
{
    /// <exception cref="PretrainedConfigException">A size is not positive.</exception>
    public static BlockDimensions FromConfig(IMixtralConfig config) =>
        new(
            MixtralAttention.FromConfig(config),
            WholeNumber.Positive(config.HiddenSize),
            WholeNumber.Positive(config.IntermediateSize),
            WholeNumber.Positive(config.NumLocalExperts),
            config.NumExpertsPerTok
        );

    public long ParameterCount => Count(NumExperts);

    /// <summary>The parameters that process one token: of the experts only those that it is routed to.</summary>
    public long ActiveParameterCount => Count(Math.Min(WholeNumber.Positive(NumExpertsPerTok), NumExperts));

    private long Count(int experts)
    {
        const int norms = 2;
        Int128 attention = Attention.QuerySize + Attention.KeyValueSize;
        return WholeNumber.Narrow(
            HiddenSize * (norms + (2 * attention) + NumExperts + (3 * (Int128)IntermediateSize * experts))
        );
    }
}
