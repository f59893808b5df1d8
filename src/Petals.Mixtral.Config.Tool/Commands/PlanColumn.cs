using System.Text.Json;
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

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject(Key);
        if (Plan is { } plan)
        {
            json.WriteNumber("num_blocks", plan.NumBlocks);
            json.WriteNumber("cache_tokens", plan.CacheTokens);
            json.WriteNumber("longest_context", plan.LongestContext);
            json.WriteNumber("block_bytes", plan.BlockBytes);
            json.WriteNumber("cache_bytes_per_block", plan.CacheBytesPerBlock);
            json.WriteNumber("weight_bytes", plan.WeightBytes);
            json.WriteNumber("cache_bytes", plan.CacheBytes);
            json.WriteNumber("backward_bytes", plan.BackwardBytes);
            json.WriteNumber("free_bytes", plan.FreeBytes);
        }
        else
        {
            json.WriteString("error", Failure);
        }

        json.WriteEndObject();
    }
}
