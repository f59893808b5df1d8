using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The plan of a server with one cache sizing, or the reason why the blocks do not fit.</summary>
internal sealed record PlanColumn(string Key, string Title, BlockPlan? Plan, string? Failure)
{
    /// <exception cref="PretrainedConfigException">Nothing can be computed from the config.</exception>
    public static PlanColumn Of(
        string key,
        string title,
        DistributedMixtralConfig config,
        long memoryBytes,
        BlockPlanOptions options
    )
    {
        try
        {
            return new PlanColumn(key, title, config.PlanBlocks(memoryBytes, options), null);
        }
        catch (BlocksDoNotFitException exception)
        {
            return new PlanColumn(key, title, null, exception.Message);
        }
    }
}
