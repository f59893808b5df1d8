namespace Petals.Mixtral.Config.Tests.Blocks;

/// <summary>Invariants of the plan of any model, memory and options.</summary>
public sealed class PlanArithmeticTests
{
    private static readonly Gen<(DistributedMixtralConfig Config, long Memory, BlockPlanOptions Options)> Anything =
        from config in RandomConfigs.Valid
        from layers in Gen.Int[1, 100]
        from bits in Gen.Int[30, 44]
        from memory in Gen.Long[1, 1L << bits]
        from quantType in Gen.Enum<QuantType>()
        from sizing in Gen.Enum<CacheSizing>()
        from tokens in Gen.Int[1, 20_000]
        from devices in Gen.Int[1, 8]
        select (
            config with
            {
                NumHiddenLayers = layers,
            },
            memory,
            new BlockPlanOptions
            {
                QuantType = quantType,
                CacheSizing = sizing,
                CacheTokens = tokens,
                NumDevices = devices,
            }
        );

    [Fact]
    public void The_shares_add_up_to_the_memory_and_none_is_negative() =>
        Anything.Sample(it =>
            !Fits(it.Config, it.Memory, it.Options, out BlockPlan plan)
            || (
                plan.WeightBytes + plan.CacheBytes + plan.BackwardBytes + plan.FreeBytes == it.Memory
                && plan is { WeightBytes: > 0, CacheBytes: > 0, BackwardBytes: > 0, FreeBytes: >= 0 }
            )
        );

    [Fact]
    public void One_block_more_would_not_fit() =>
        Anything.Sample(it =>
            !Fits(it.Config, it.Memory, it.Options, out BlockPlan plan)
            || plan.NumBlocks == it.Config.NumHiddenLayers
            || (
                plan.FreeBytes < plan.BlockBytes + plan.CacheBytesPerBlock
                && !Fits(it.Config, it.Memory, it.Options with { NumBlocks = plan.NumBlocks + 1 }, out _)
            )
        );

    [Fact]
    public void The_blocks_that_fit_are_those_of_the_formula_of_Petals() =>
        Anything.Sample(it =>
        {
            (DistributedMixtralConfig config, long memory, BlockPlanOptions options) = it;
            long block = config.Blocks[0].GetSizeInBytes(options.QuantType);
            long cache = config.GetAttentionCacheBytes(options.CacheSizing, options.CacheTokens!.Value);
            double backward = 2.0 * (1L << 30) * options.NumDevices / 14336 * config.HiddenSize;
            double blocks = Math.Min(Math.Floor((memory - backward) / (block + cache)), config.NumHiddenLayers);
            return Fits(config, memory, options, out BlockPlan plan) ? plan.NumBlocks == blocks : blocks < 1;
        });

    [Fact]
    public void The_longest_context_fits_and_one_token_more_does_not() =>
        Anything.Sample(it =>
        {
            if (!Fits(it.Config, it.Memory, it.Options, out BlockPlan plan))
            {
                return true;
            }

            BlockPlanOptions given = it.Options with { NumBlocks = plan.NumBlocks, CacheTokens = null };
            BlockPlan longest = it.Config.PlanBlocks(it.Memory, given);
            return longest.CacheTokens == longest.LongestContext
                && longest.LongestContext == plan.LongestContext
                && longest.LongestContext >= it.Options.CacheTokens
                && longest.FreeBytes >= 0
                && it.Config.PlanBlocks(it.Memory, given with { CacheTokens = longest.LongestContext }).FreeBytes
                    == longest.FreeBytes
                && !Fits(it.Config, it.Memory, given with { CacheTokens = longest.LongestContext + 1 }, out _);
        });

    [Fact]
    public void RequiredBytes_of_the_error_are_enough_and_one_byte_less_is_not() =>
        Anything.Sample(it =>
        {
            try
            {
                it.Config.PlanBlocks(it.Memory, it.Options);
                return true;
            }
            catch (BlocksDoNotFitException refusal)
            {
                return refusal.MemoryBytes == it.Memory
                    && refusal.RequiredBytes > it.Memory
                    && Fits(it.Config, refusal.RequiredBytes, it.Options, out BlockPlan plan)
                    && plan is { NumBlocks: 1, FreeBytes: 0 }
                    && !Fits(it.Config, refusal.RequiredBytes - 1, it.Options, out _);
            }
        });

    private static bool Fits(DistributedMixtralConfig config, long memory, BlockPlanOptions options, out BlockPlan plan)
    {
        try
        {
            plan = config.PlanBlocks(memory, options);
            return true;
        }
        catch (BlocksDoNotFitException)
        {
            plan = null!;
            return false;
        }
    }
}
