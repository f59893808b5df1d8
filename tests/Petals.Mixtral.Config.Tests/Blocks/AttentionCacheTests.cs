using System.Numerics;

namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class AttentionCacheTests
{
    [Theory]
    [InlineData(PublishedModels.Mixtral8x7B, 67_108_864, 4)]
    [InlineData(PublishedModels.Mixtral8x22B, 100_663_296, 6)]
    public void Petals_counts_the_cache_of_the_published_models_four_and_six_times(
        string repoId,
        long asPetalsCounts,
        int times
    )
    {
        DistributedMixtralConfig config = PublishedModels.Load(repoId);

        config.GetAttentionCacheBytes(CacheSizing.Petals, config.DefaultAttnCacheTokens).Should().Be(asPetalsCounts);
        config
            .GetAttentionCacheBytes(CacheSizing.KeyValueHeads, config.DefaultAttnCacheTokens)
            .Should()
            .Be(asPetalsCounts / times);
    }

    [Fact]
    public void The_cache_has_the_dtype_of_the_block_unless_another_is_given()
    {
        var config = new DistributedMixtralConfig { TorchDtype = TorchDtype.Float32 };

        config.GetAttentionCacheBytes(CacheSizing.Petals, 1).Should().Be(2 * 4096 * 2);
        config.GetAttentionCacheBytes(CacheSizing.Petals, 1, TorchDtype.Float32).Should().Be(2 * 4096 * 4);
        config
            .GetAttentionCacheBytes(CacheSizing.KeyValueHeads, 1, TorchDtype.Parse("float8_e5m2"))
            .Should()
            .Be(2 * 8 * 128);
        Throws<PretrainedConfigException>(
            () => config.GetAttentionCacheBytes(CacheSizing.Petals, 1, TorchDtype.Parse("bfloat17")),
            "*'bfloat17'*"
        );
    }

    [Fact]
    public void Only_the_true_size_of_the_cache_depends_on_head_dim()
    {
        var config = new DistributedMixtralConfig { HeadDim = 96 };

        config.GetAttentionCacheBytes(CacheSizing.KeyValueHeads, 10).Should().Be(2 * 8 * 96 * 10 * 2);
        config.GetAttentionCacheBytes(CacheSizing.Petals, 10).Should().Be(2 * 4096 * 10 * 2);
    }

    [Fact]
    public void GetAttentionCacheBytes_is_0_for_0_tokens_and_throws_for_fewer()
    {
        var config = new DistributedMixtralConfig();

        foreach (CacheSizing sizing in Enum.GetValues<CacheSizing>())
        {
            config.GetAttentionCacheBytes(sizing, 0).Should().Be(0);
            Throws<ArgumentOutOfRangeException>(() => config.GetAttentionCacheBytes(sizing, -1), parameter: "tokens");
        }

        Throws<ArgumentOutOfRangeException>(
            () => config.GetAttentionCacheBytes((CacheSizing)2, 1),
            parameter: "sizing"
        );
    }

    [Fact]
    public void The_tensors_of_a_session_are_those_that_Petals_allocates()
    {
        IReadOnlyList<TensorSpec> tensors = PublishedModels
            .Load(PublishedModels.Mixtral8x7B)
            .GetAttentionCacheTensors(3, 2048);

        tensors
            .Select(tensor => tensor.ToString())
            .Should()
            .Equal("keys [3, 8, 128, 2048]", "values [3, 8, 2048, 128]");
        new DistributedMixtralConfig { HeadDim = 96 }
            .GetAttentionCacheTensors(1, 5)[1]
            .Shape.Should()
            .Equal(1, 8, 5, 96);
    }

    [Fact]
    public void The_tensors_of_the_cache_have_its_true_size() =>
        Gen.Select(RandomConfigs.Valid, Gen.Int[1, 64], Gen.Int[1, 100_000])
            .Sample(
                (config, batch, length) =>
                    config.GetAttentionCacheTensors(batch, length).Sum(tensor => tensor.ElementCount) * 2
                    == config.GetAttentionCacheBytes(CacheSizing.KeyValueHeads, (long)batch * length)
            );

    [Fact]
    public void The_size_of_a_cache_is_right_or_an_error_for_any_sizes() =>
        Gen.Select(RandomConfigs.OfAnySize, Gen.Long[0, long.MaxValue])
            .Sample(
                (config, tokens) =>
                    IsRight(
                        new BigInteger(4) * config.HiddenSize * tokens,
                        () => config.GetAttentionCacheBytes(CacheSizing.Petals, tokens)
                    )
                    && IsRight(
                        new BigInteger(4) * config.NumKeyValueHeads * config.HeadDim!.Value * tokens,
                        () => config.GetAttentionCacheBytes(CacheSizing.KeyValueHeads, tokens)
                    )
                    && IsRight(
                        new BigInteger(4) * config.HiddenSize * (tokens >> 40),
                        () => config.GetAttentionCacheBytes(CacheSizing.Petals, tokens >> 40)
                    )
            );

    [Theory]
    [InlineData(0, 1, "batchSize")]
    [InlineData(-1, 1, "batchSize")]
    [InlineData(1, 0, "maxLength")]
    [InlineData(1, -1, "maxLength")]
    public void A_session_without_sequences_or_tokens_is_out_of_range(
        int batchSize,
        long maxLength,
        string parameter
    ) =>
        new DistributedMixtralConfig()
            .Invoking(it => it.GetAttentionCacheTensors(batchSize, maxLength))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName(parameter);

    private static bool IsRight(BigInteger expected, Func<long> compute)
    {
        try
        {
            return compute() == expected;
        }
        catch (PretrainedConfigException)
        {
            return expected > long.MaxValue;
        }
    }
}
