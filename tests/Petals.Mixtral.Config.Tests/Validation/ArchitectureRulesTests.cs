using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

public sealed class ArchitectureRulesTests
{
    private static readonly Dictionary<string, Func<int, DistributedMixtralConfig>> Sizes = new()
    {
        ["vocab_size"] = size =>
            new()
            {
                VocabSize = size,
                BosTokenId = null,
                EosTokenId = null,
            },
        ["hidden_size"] = size => new() { HiddenSize = size, HeadDim = 128 },
        ["intermediate_size"] = size => new() { IntermediateSize = size },
        ["num_hidden_layers"] = size => new() { NumHiddenLayers = size },
        ["max_position_embeddings"] = size => new() { MaxPositionEmbeddings = size },
        ["sliding_window"] = size => new() { SlidingWindow = size },
        ["num_attention_heads"] = size =>
            new()
            {
                NumAttentionHeads = size,
                NumKeyValueHeads = 1,
                HeadDim = 128,
            },
        ["num_key_value_heads"] = size =>
            new()
            {
                NumKeyValueHeads = size,
                NumAttentionHeads = Math.Max(size, 1),
                HeadDim = 128,
            },
        ["head_dim"] = size => new() { HeadDim = size },
        ["num_local_experts"] = size => new() { NumLocalExperts = size, NumExpertsPerTok = 1 },
        ["num_experts_per_tok"] = size => new() { NumExpertsPerTok = size, NumLocalExperts = Math.Max(size, 1) },
    };

    private static readonly Dictionary<string, Func<double, DistributedMixtralConfig>> Numbers = new()
    {
        ["rope_theta"] = value => new() { RopeTheta = value },
        ["rms_norm_eps"] = value => new() { RmsNormEps = value },
    };

    public static TheoryData<string> SizeKeys => [.. Sizes.Keys];

    public static TheoryData<string> NumberKeys => [.. Numbers.Keys];

    [Theory]
    [MemberData(nameof(SizeKeys))]
    public void A_size_is_positive(string key)
    {
        Func<int, DistributedMixtralConfig> with = Sizes[key];

        with(1).Validate().Should().BeEmpty();
        with(int.MaxValue).Validate().Should().BeEmpty();
        with(0).OnlyFailure().Should().Be($"{key} is 0: it must be positive. Give 1 or more.");
        with(-1).OnlyFailure().Should().StartWith($"{key} is -1: it must be positive.");
        with(int.MinValue).OnlyFailure().Should().StartWith($"{key} is -2147483648: it must be positive.");
    }

    [Fact]
    public void No_sliding_window_and_no_head_size_are_no_faults() =>
        new DistributedMixtralConfig { SlidingWindow = null, HeadDim = null }
            .Validate()
            .Should()
            .BeEmpty();

    [Theory]
    [InlineData(4096, 32, null, true)]
    [InlineData(32, 32, null, true)]
    [InlineData(4097, 32, null, false)]
    [InlineData(31, 32, null, false)]
    [InlineData(int.MaxValue, 32, null, false)]
    [InlineData(4097, 32, 128, true)]
    [InlineData(31, 32, 1, true)]
    public void The_hidden_size_is_divisible_by_the_heads_unless_the_head_size_is_given(
        int hiddenSize,
        int heads,
        int? headDim,
        bool keeps
    ) =>
        new DistributedMixtralConfig
        {
            HiddenSize = hiddenSize,
            NumAttentionHeads = heads,
            HeadDim = headDim,
        }.ShouldKeepRulesOrFailOnlyFor("hidden_size", keeps);

    [Theory]
    [InlineData(32, 8, true)]
    [InlineData(32, 32, true)]
    [InlineData(32, 1, true)]
    [InlineData(32, 5, false)]
    [InlineData(32, 33, false)]
    [InlineData(32, 64, false)]
    [InlineData(32, int.MaxValue, false)]
    public void The_heads_are_divisible_by_the_key_value_heads(int heads, int keyValueHeads, bool keeps) =>
        new DistributedMixtralConfig
        {
            NumAttentionHeads = heads,
            NumKeyValueHeads = keyValueHeads,
        }.ShouldKeepRulesOrFailOnlyFor("num_attention_heads", keeps);

    [Theory]
    [InlineData(2, 8, true)]
    [InlineData(8, 8, true)]
    [InlineData(1, 1, true)]
    [InlineData(9, 8, false)]
    [InlineData(int.MaxValue, 8, false)]
    public void The_experts_per_token_are_at_most_the_experts(int perToken, int experts, bool keeps) =>
        new DistributedMixtralConfig
        {
            NumExpertsPerTok = perToken,
            NumLocalExperts = experts,
        }.ShouldKeepRulesOrFailOnlyFor("num_experts_per_tok", keeps);

    [Fact]
    public void A_failure_that_depends_on_another_value_names_it()
    {
        new DistributedMixtralConfig { HiddenSize = 100 }
            .OnlyFailure()
            .Should()
            .Contain("hidden_size is 100: ")
            .And.Contain("num_attention_heads, which is 32");
        new DistributedMixtralConfig { NumKeyValueHeads = 5 }
            .OnlyFailure()
            .Should()
            .Contain("num_attention_heads is 32: ")
            .And.Contain("num_key_value_heads, which is 5");
        new DistributedMixtralConfig { NumExpertsPerTok = 9 }
            .OnlyFailure()
            .Should()
            .Contain("num_experts_per_tok is 9: ")
            .And.Contain("num_local_experts, which is 8");
    }

    [Theory]
    [MemberData(nameof(NumberKeys))]
    public void A_theta_or_epsilon_is_positive_and_finite(string key)
    {
        Func<double, DistributedMixtralConfig> with = Numbers[key];

        foreach (double kept in new[] { double.Epsilon, 1e-5, 1, double.MaxValue })
        {
            with(kept).Validate().Should().BeEmpty();
        }

        foreach (
            (double broken, string text) in new[]
            {
                (0, "0.0"),
                (-0.0, "-0.0"),
                (-double.Epsilon, "-5e-324"),
                (-1, "-1.0"),
                (double.NaN, "NaN"),
                (double.PositiveInfinity, "Infinity"),
                (double.NegativeInfinity, "-Infinity"),
            }
        )
        {
            with(broken).OnlyFailure().Should().StartWith($"{key} is {text}: it must be positive and finite.");
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.5, true)]
    [InlineData(1, true)]
    [InlineData(-double.Epsilon, false)]
    [InlineData(1.0000000000000002, false)]
    [InlineData(-1, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(double.NegativeInfinity, false)]
    public void The_dropout_is_a_probability(double dropout, bool keeps) =>
        new DistributedMixtralConfig { AttentionDropout = dropout }.ShouldKeepRulesOrFailOnlyFor(
            "attention_dropout",
            keeps
        );
}
