using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The plan of a server, counted in one way; or why there is none.</summary>
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
