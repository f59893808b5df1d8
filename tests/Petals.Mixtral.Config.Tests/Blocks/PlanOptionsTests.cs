using Petals.Mixtral.Config.Blocks;

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
    public void Blocks_that_do_not_fit_are_an_error_that_says_what_they_need()
    {
        long needed = (9 * (2_931_565_691L + 16_384)) + 613_566_757;

        Config
            .Invoking(it => it.PlanBlocks(24 * GiB, new BlockPlanOptions { NumBlocks = 9 }))
            .Should()
            .ThrowExactly<BlocksDoNotFitException>()
            .WithMessage(
                $"9 blocks with an attention cache of 1 token and room for a backward pass need {needed} bytes; "
                    + "there are 25769803776. *"
            )
            .Which.Should()
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
    public void Where_not_one_block_fits_the_error_says_what_one_needs(long memory) =>
        Config
            .Invoking(it => it.PlanBlocks(memory))
            .Should()
            .ThrowExactly<BlocksDoNotFitException>()
            .WithMessage(
                "One block with an attention cache of 4096 tokens and room for a backward pass needs "
                    + $"{2_931_565_691L + 67_108_864 + 613_566_757} bytes; there are {memory}. *"
            );

    [Fact]
    public void More_blocks_than_there_are_cannot_be_asked_for()
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
    public void The_dtype_counts_for_weights_that_are_not_quantised_and_for_the_cache()
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
            .WithMessage("*'bfloat17' is not known*");
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
    public void Nothing_is_held_or_shared_less_than_once(int value)
    {
        FluentActions
            .Invoking(() => new BlockPlanOptions { NumBlocks = value })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => new BlockPlanOptions { NumDevices = value })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => new BlockPlanOptions { CacheTokens = value })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        Config
            .Invoking(it => it.PlanBlocks(value))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("memoryBytes");
        Config
            .Invoking(it => it.GetBackwardReserveBytes(value))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("numDevices");
    }

    [Fact]
    public void What_is_no_member_is_out_of_range()
    {
        FluentActions
            .Invoking(() => new BlockPlanOptions { QuantType = (QuantType)3 })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => new BlockPlanOptions { CacheSizing = (CacheSizing)(-1) })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Options_of_a_plan_are_equal_if_their_values_are()
    {
        new BlockPlanOptions { NumBlocks = 2, Dtype = TorchDtype.Float16 }
            .Should()
            .Be(new BlockPlanOptions { NumBlocks = 2, Dtype = TorchDtype.Parse("half") });
    }
}
