namespace Petals.Mixtral.Config.Tests.Support;

internal static class RandomConfigs
{
    /// <summary>Realistic ones with few layers, because tests add up their tensors.</summary>
    public static Gen<DistributedMixtralConfig> Valid { get; } =
        from keyValueHeads in Gen.Int[1, 8]
        from groups in Gen.Int[1, 8]
        from headDim in Gen.Int[1, 256]
        from isHeadDimGiven in Gen.Bool
        from hiddenSize in Gen.Int[1, 8192]
        from intermediateSize in Gen.Int[1, 32768]
        from vocabSize in Gen.Int[1, 200_000]
        from layers in Gen.Int[1, 4]
        from experts in Gen.Int[1, 16]
        from expertsPerTok in Gen.Int[1, experts]
        from isTied in Gen.Bool
        select new DistributedMixtralConfig
        {
            NumKeyValueHeads = keyValueHeads,
            NumAttentionHeads = keyValueHeads * groups,
            HeadDim = isHeadDimGiven ? headDim : null,
            HiddenSize = isHeadDimGiven ? hiddenSize : keyValueHeads * groups * headDim,
            IntermediateSize = intermediateSize,
            VocabSize = vocabSize,
            NumHiddenLayers = layers,
            NumLocalExperts = experts,
            NumExpertsPerTok = expertsPerTok,
            TieWordEmbeddings = isTied,
            BosTokenId = null,
            EosTokenId = null,
        };

    /// <summary>Positive sizes of every magnitude: some results fit into 64 bits, others do not.</summary>
    public static Gen<DistributedMixtralConfig> OfAnySize { get; } =
        from heads in AnySize
        from keyValueHeads in AnySize
        from headDim in AnySize
        from hiddenSize in AnySize
        from intermediateSize in AnySize
        from vocabSize in AnySize
        from layers in AnySize
        from experts in AnySize
        from expertsPerTok in AnySize
        select new DistributedMixtralConfig
        {
            NumAttentionHeads = heads,
            NumKeyValueHeads = keyValueHeads,
            HeadDim = headDim,
            HiddenSize = hiddenSize,
            IntermediateSize = intermediateSize,
            VocabSize = vocabSize,
            NumHiddenLayers = layers,
            NumLocalExperts = experts,
            NumExpertsPerTok = expertsPerTok,
        };

    private static Gen<int> AnySize =>
        from bits in Gen.Int[0, 30]
        from low in Gen.Int[0, int.MaxValue]
        select (1 << bits) | (low & ((1 << bits) - 1));
}
