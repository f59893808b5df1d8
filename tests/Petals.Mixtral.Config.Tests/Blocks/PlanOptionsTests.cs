namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class PlanOptionsTests
{
    private const long GiB = 1L << 30;
    private static readonly DistributedMixtralConfig Config = new();

    [Fact]
    public void Given_blocks_leave_the_rest_to_the_cache()
    {
        BlockPlan plan = Config.PlanBlocks(24 * GiB, new BlockPlanOptions { NumBlocks = 4 });

        plan.NumBlocks.Should().Be(4);
        plan.CacheTokens.Should().Be(plan.LongestContext).And.BeGreaterThan(4096);
        plan.FreeBytes.Should().BeLessThan(4 * 16384, "a token takes 16 kB of a block");
    }

    [Fact]
    public void Given_blocks_and_tokens_leave_the_rest_free()
    {
        BlockPlan plan = Config.PlanBlocks(24 * GiB, new BlockPlanOptions { NumBlocks = 4, CacheTokens = 100 });

        plan.CacheTokens.Should().Be(100);
        plan.LongestContext.Should()
            .Be(Config.PlanBlocks(24 * GiB, new BlockPlanOptions { NumBlocks = 4 }).CacheTokens);
        plan.FreeBytes.Should().Be((24 * GiB) - (4 * (2_931_565_691L + 1_638_400)) - 613_566_757);
    }

    [Fact]
    public void Blocks_that_do_not_fit_are_an_error_with_the_required_memory()
    {
        long needed = (9 * (2_931_565_691L + 16_384)) + 613_566_757;

        Throws<BlocksDoNotFitException>(
                () => Config.PlanBlocks(24 * GiB, new BlockPlanOptions { NumBlocks = 9 }),
                $"The blocks (9), their attention caches (1 tokens each) and a backward pass need {needed} bytes; "
                    + "there are 25769803776. *"
            )
            .Should()
            .BeEquivalentTo(new { RequiredBytes = needed, MemoryBytes = 24 * GiB });
        Config
            .PlanBlocks(needed, new BlockPlanOptions { NumBlocks = 9 })
            .Should()
            .BeEquivalentTo(
                new
                {
                    CacheTokens = 1,
                    LongestContext = 1,
                    FreeBytes = 0,
                }
            );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(613_566_757)]
    [InlineData(2 * GiB)]
    public void The_error_about_a_block_that_does_not_fit_has_the_required_memory(long memory) =>
        Throws<BlocksDoNotFitException>(
            () => Config.PlanBlocks(memory),
            "The blocks (1), their attention caches (4096 tokens each) and a backward pass need "
                + $"{2_931_565_691L + 67_108_864 + 613_566_757} bytes; there are {memory}. *"
        );

    [Fact]
    public void More_blocks_than_the_model_has_are_out_of_range()
    {
        Config
            .Invoking(it => it.PlanBlocks(1000 * GiB, new BlockPlanOptions { NumBlocks = 33 }))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("options")
            .WithMessage("NumBlocks is 33, but the model has 32 blocks.*");
        Config.PlanBlocks(1000 * GiB, new BlockPlanOptions { NumBlocks = 32 }).NumBlocks.Should().Be(32);
        Config.PlanBlocks(1000 * GiB).NumBlocks.Should().Be(32);
        Config.PlanBlocks(long.MaxValue).NumBlocks.Should().Be(32);
    }

    [Fact]
    public void A_plan_uses_the_given_dtype_for_weights_and_cache()
    {
        BlockPlan plan = Config.PlanBlocks(24 * GiB, new BlockPlanOptions { Dtype = TorchDtype.Float32 });

        plan.Dtype.Should().Be(TorchDtype.Float32);
        plan.BlockBytes.Should().Be(5_863_131_382);
        plan.CacheBytesPerBlock.Should().Be(134_217_728);
        Config
            .PlanBlocks(24 * GiB, new BlockPlanOptions { Dtype = TorchDtype.Auto })
            .Dtype.Should()
            .Be(TorchDtype.BFloat16);
        Config
            .Invoking(it =>
                it.PlanBlocks(
                    24 * GiB,
                    new BlockPlanOptions { QuantType = QuantType.Nf4, Dtype = TorchDtype.Parse("bfloat17") }
                )
            )
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage("*'bfloat17' is unknown*");
    }

    [Fact]
    public void Each_device_keeps_memory_free_for_backward_passes() =>
        Config
            .PlanBlocks(24 * GiB, new BlockPlanOptions { NumDevices = 2 })
            .BackwardBytes.Should()
            .Be(Config.GetBackwardReserveBytes(2))
            .And.Be(1_227_133_514);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Counts_of_a_plan_that_are_not_positive_are_out_of_range(int value)
    {
        Throws<ArgumentOutOfRangeException>(() => new BlockPlanOptions { NumBlocks = value });
        Throws<ArgumentOutOfRangeException>(() => new BlockPlanOptions { NumDevices = value });
        Throws<ArgumentOutOfRangeException>(() => new BlockPlanOptions { CacheTokens = value });
        Throws<ArgumentOutOfRangeException>(() => Config.PlanBlocks(value), parameter: "memoryBytes");
        Throws<ArgumentOutOfRangeException>(() => Config.GetBackwardReserveBytes(value), parameter: "numDevices");
    }

    [Fact]
    public void An_undefined_option_of_a_plan_is_out_of_range()
    {
        Throws<ArgumentOutOfRangeException>(() => new BlockPlanOptions { QuantType = (QuantType)3 });
        Throws<ArgumentOutOfRangeException>(() => new BlockPlanOptions { CacheSizing = (CacheSizing)(-1) });
    }

    [Fact]
    public void Options_of_a_plan_are_equal_if_their_values_are()
    {
        new BlockPlanOptions { NumBlocks = 2, Dtype = TorchDtype.Float16 }
            .Should()
            .Be(new BlockPlanOptions { NumBlocks = 2, Dtype = TorchDtype.Parse("half") });
        new BlockPlanOptions { NumBlocks = null, CacheTokens = null }
            .Should()
            .Be(new BlockPlanOptions());
    }
}
