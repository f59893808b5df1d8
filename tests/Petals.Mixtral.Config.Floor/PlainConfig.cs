namespace Petals.Mixtral.Config.Floor;

/// <summary>The 25 keys of the published 8x7B file, as plain properties: no default, no check, no source. A record, for
/// its equality and copies.</summary>
public sealed record PlainConfig
{
    public string[]? Architectures { get; set; }

    public double AttentionDropout { get; set; }

    public int? BosTokenId { get; set; }

    public int? EosTokenId { get; set; }

    public string? HiddenAct { get; set; }

    public int HiddenSize { get; set; }

    public double InitializerRange { get; set; }

    public int IntermediateSize { get; set; }

    public int MaxPositionEmbeddings { get; set; }

    public string? ModelType { get; set; }

    public int NumAttentionHeads { get; set; }

    public int NumExpertsPerTok { get; set; }

    public int NumHiddenLayers { get; set; }

    public int NumKeyValueHeads { get; set; }

    public int NumLocalExperts { get; set; }

    public bool OutputRouterLogits { get; set; }

    public double RmsNormEps { get; set; }

    public double RopeTheta { get; set; }

    public double RouterAuxLossCoef { get; set; }

    public int? SlidingWindow { get; set; }

    public bool TieWordEmbeddings { get; set; }

    public string? TorchDtype { get; set; }

    public string? TransformersVersion { get; set; }

    public bool UseCache { get; set; }

    public int VocabSize { get; set; }
}
