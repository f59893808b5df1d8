using System.Numerics;

namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class OverflowTests
{
    private const int Max = int.MaxValue;

    private static readonly DistributedMixtralConfig Largest = new()
    {
        HiddenSize = Max,
        IntermediateSize = Max,
        VocabSize = Max,
        NumHiddenLayers = Max,
        NumAttentionHeads = Max,
        NumKeyValueHeads = Max,
        HeadDim = Max,
        NumLocalExperts = Max,
        NumExpertsPerTok = Max,
        PreSeqLen = Max,
        TuningMode = TuningMode.DeepPTune,
    };

    /// <summary>One of its blocks has 2^63 bytes in 8 bits, with the 1 % that Petals adds.</summary>
    private static readonly DistributedMixtralConfig OfHalfOf64Bits = new()
    {
        HiddenSize = 1,
        IntermediateSize = 1_517_788_401,
        NumAttentionHeads = 1,
        NumKeyValueHeads = 1,
        HeadDim = 1,
        NumLocalExperts = 2_005_560_967,
    };

    private static readonly Dictionary<string, Action> TooLarge = new()
    {
        ["parameters"] = () => _ = Largest.ParameterCount,
        ["active parameters"] = () => _ = Largest.ActiveParameterCount,
        ["parameters of a block"] = () => _ = Largest.Blocks[^1].ParameterCount,
        ["active parameters of a block"] = () => _ = Largest.Blocks[^1].ActiveParameterCount,
        ["many layers"] = () =>
            _ = new DistributedMixtralConfig { NumHiddenLayers = Max, NumLocalExperts = 1000 }.ParameterCount,
        ["active in many layers"] = () =>
            _ = new DistributedMixtralConfig
            {
                NumHiddenLayers = Max,
                NumLocalExperts = 1000,
                NumExpertsPerTok = 1000,
            }.ActiveParameterCount,
        ["size in memory"] = () => Fitting(50_000_000).Blocks[0].GetSizeInBytes(QuantType.None),
        ["size in 8 bits"] = () => Fitting(52_200_000).Blocks[0].GetSizeInBytes(QuantType.Int8),
        ["2^63 bytes, one more than fit"] = () => OfHalfOf64Bits.Blocks[0].GetSizeInBytes(QuantType.Int8),
        ["a projection"] = () => _ = Largest.Blocks[0].TensorsIn(TensorLayout.Transformers5)[1].ElementCount,
        ["stacked experts"] = () => _ = Largest.Blocks[0].TensorsIn(TensorLayout.Transformers5)[7].ElementCount,
        ["a place among stacked experts"] = () =>
            _ = (Largest with { NumLocalExperts = 100 }).Blocks[0].TensorPlacements[^1].ElementOffset,
        ["cache as Petals counts"] = () => Largest.GetAttentionCacheBytes(CacheSizing.Petals, long.MaxValue),
        ["cache as it is"] = () => Largest.GetAttentionCacheBytes(CacheSizing.KeyValueHeads, 1),
        ["cache tensors"] = () => _ = Largest.GetAttentionCacheTensors(Max, long.MaxValue)[1].ElementCount,
        ["backward pass"] = () => Largest.GetBackwardReserveBytes(Max),
        ["plan"] = () => Largest.PlanBlocks(long.MaxValue),
        ["cache of a plan"] = () =>
            new DistributedMixtralConfig().PlanBlocks(Max, new BlockPlanOptions { CacheTokens = long.MaxValue }),
        ["blocks of a plan"] = () =>
            Fitting(40_000_000).PlanBlocks(Max, new BlockPlanOptions { NumBlocks = 3, QuantType = QuantType.Int8 }),
        ["memory of a plan"] = () => Fitting(40_000_000).PlanBlocks(Max, OnlyTheBackwardPassIsTooMuch),
        ["deep prompts"] = () => _ = Largest.PromptTensors[1].ElementCount,
    };

    /// <summary>A block and its cache need almost 2^63 bytes: one more token would exceed them.</summary>
    private static BlockPlanOptions OnlyTheBackwardPassIsTooMuch
    {
        get
        {
            DistributedMixtralConfig config = Fitting(40_000_000);
            long left = long.MaxValue - config.Blocks[0].GetSizeInBytes(QuantType.Int8);
            return new()
            {
                NumBlocks = 1,
                QuantType = QuantType.Int8,
                CacheTokens = left / config.GetAttentionCacheBytes(CacheSizing.Petals, 1),
            };
        }
    }

    public static TheoryData<string> Cases => [.. TooLarge.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_number_that_does_not_fit_into_64_bits_is_an_error(string name)
    {
        TooLarge[name]
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage("A size of * does not fit into 64 bits. Check the sizes in the config and the arguments.")
            .Which.InnerException.Should()
            .BeNull();
    }

    [Fact]
    public void The_number_that_does_not_fit_is_printed_with_four_digits()
    {
        Throws<PretrainedConfigException>(() => Largest.ParameterCount, "A size of 6.932E+028 *");
        OfHalfOf64Bits
            .Blocks[0]
            .Invoking(it => it.GetSizeInBytes(QuantType.Int8))
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage("A size of 9.223E+018 *");
    }

    [Fact]
    public void A_number_that_fits_is_right_for_the_largest_sizes()
    {
        Largest.TensorsOutsideBlocks[0].ElementCount.Should().Be((long)Max * Max);
        Largest.GetBackwardReserveBytes().Should().Be(((2L << 30) * Max / 14336) + 1);
        Largest.GetAttentionCacheBytes(CacheSizing.Petals, 4096).Should().Be(2L * Max * 4096 * 2);
        Largest.PromptTensors[1].Shape.Should().Equal(Max, (long)Max * Max);
        Largest.Blocks[0].TensorsIn(TensorLayout.Transformers5)[7].Shape.Should().Equal(Max, 2L * Max, Max);
        Largest.Blocks[0].TensorsIn(TensorLayout.Transformers5)[1].Shape.Should().Equal((long)Max * Max, Max);
    }

    [Fact]
    public void A_count_of_parameters_is_right_or_an_error_for_any_sizes() =>
        RandomConfigs.OfAnySize.Sample(
            config =>
            {
                BigInteger h = config.HiddenSize;
                BigInteger common =
                    (2 * h)
                    + (2 * h * config.HeadDim!.Value * ((BigInteger)config.NumAttentionHeads + config.NumKeyValueHeads))
                    + (h * config.NumLocalExperts);
                BigInteger block = common + (3 * h * config.IntermediateSize * config.NumLocalExperts);
                BigInteger active =
                    common
                    + (3 * h * config.IntermediateSize * Math.Min(config.NumLocalExperts, config.NumExpertsPerTok));
                BigInteger outside = h + (2 * h * config.VocabSize);
                return IsRight(block, () => config.Blocks[0].ParameterCount)
                    && IsRight(active, () => config.Blocks[0].ActiveParameterCount)
                    && IsRight((block * config.NumHiddenLayers) + outside, () => config.ParameterCount)
                    && IsRight((active * config.NumHiddenLayers) + outside, () => config.ActiveParameterCount);
            },
            iter: 1000
        );

    private static bool IsRight(BigInteger expected, Func<long> compute)
    {
        try
        {
            return compute() == expected;
        }
        catch (PretrainedConfigException error)
        {
            return expected > long.MaxValue && error.Message.Contains("does not fit into 64 bits");
        }
    }

    /// <summary>The parameters of a block fit into 64 bits: about 176,000,000,000 for each expert.</summary>
    private static DistributedMixtralConfig Fitting(int experts) =>
        new()
        {
            NumLocalExperts = experts,
            HiddenSize = 4096,
            IntermediateSize = 14_336_000,
        };
}
