using Petals.Mixtral.Config.Collections;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>Names of shards as they are shown: each once, in order.</summary>
internal static class ShardList
{
    public static ValueList<string> Of(IEnumerable<string> shards) =>
        ValueList<string>.Of([.. shards.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
}
