using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The first lines of <c>show</c>. For an invalid config, the reason replaces a value that cannot be
/// computed.</summary>
internal static class Summary
{
    public static IEnumerable<string[]> Of(DistributedMixtralConfig config) =>
        [
            [
                "parameters",
                Text(() =>
                    $"{Count.Format(config.ParameterCount)} ({Count.Format(config.ActiveParameterCount)} active)"
                ),
            ],
            ["dtype", Text(() => Printable.Of(config.ResolveBlockDtype().Name))],
            [
                "blocks",
                config.NumHiddenLayers > 0
                    ? $"{config.NumHiddenLayers} of {Text(() => ByteSize.Format(BlockBytes(config)))} each"
                    : $"{config.NumHiddenLayers}",
            ],
            ["context", $"{config.MaxPositionEmbeddings} tokens"],
            ["DHT prefix", Printable.Of(config.DhtPrefix ?? "none: set one with --dht-prefix")],
            ["block class", config.BlockClass.Name],
            ["attention class", config.AttnClass.Name],
            ["block prefix", config.BlockPrefix],
            [
                "key-value groups",
                $"{config.NumKeyValueGroups} (fixed by Petals; the model has {Text(() => $"{config.AttentionGroups}")})",
            ],
            ["file", Printable.Of(config.LoadedFrom ?? "none")],
            ["commit", config.CommitHash ?? "none: a local path"],
        ];

    public static long BlockBytes(DistributedMixtralConfig config) => config.Blocks[0].GetSizeInBytes(QuantType.None);

    public static long? Try(Func<long> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception exception) when (exception is PretrainedConfigException or ArgumentException)
        {
            return null;
        }
    }

    public static string? TryText(Func<string> compute)
    {
        try
        {
            return compute();
        }
        catch (PretrainedConfigException)
        {
            return null;
        }
    }

    /// <summary>Returns a computed value, or the reason why it cannot be computed.</summary>
    public static string Text(Func<string> compute)
    {
        try
        {
            return compute();
        }
        catch (PretrainedConfigException exception)
        {
            return $"none: {exception.Message}";
        }
    }
}
