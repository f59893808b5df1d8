using System.Text.Json.Serialization;
using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>What <c>plan --json</c> prints: each property is a member, its name in snake_case.</summary>
internal sealed class PlanJson(PlanResult result)
{
    public string Model => result.Model;

    public long MemoryBytes => result.MemoryBytes;

    public int NumHiddenLayers => result.Config.NumHiddenLayers;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StartBlock => result.Blocks?.Start.Value;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? EndBlock => result.Blocks?.End.Value;

    public int NumDevices => result.Options.NumDevices;

    public string QuantType => ScriptName.Of(result.Options.QuantType);

    public string Dtype => result.Config.ResolveBlockDtype(result.Options.Dtype).Name;

    /// <summary><see cref="Numbers"/>, or <see cref="Failure"/> if the blocks do not fit.</summary>
    public Dictionary<string, object> Plans =>
        result.Columns.ToDictionary(
            column => column.Key,
            column => column.Plan is { } plan ? (object)new Numbers(plan) : new Failure(column.Failure!)
        );

    internal sealed record Failure(string Error);

    internal sealed class Numbers(BlockPlan plan)
    {
        public int NumBlocks => plan.NumBlocks;

        public long CacheTokens => plan.CacheTokens;

        public long LongestContext => plan.LongestContext;

        public long BlockBytes => plan.BlockBytes;

        public long CacheBytesPerBlock => plan.CacheBytesPerBlock;

        public long WeightBytes => plan.WeightBytes;

        public long CacheBytes => plan.CacheBytes;

        public long BackwardBytes => plan.BackwardBytes;

        public long FreeBytes => plan.FreeBytes;
    }
}
