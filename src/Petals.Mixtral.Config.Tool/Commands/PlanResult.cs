using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The plan of a server, counted in both ways.</summary>
internal sealed class PlanResult
{
    private readonly bool _isOfMachine;

    /// <exception cref="PretrainedConfigException">Nothing can be computed from the config.</exception>
    public PlanResult(
        string model,
        DistributedMixtralConfig config,
        long memoryBytes,
        bool isOfMachine,
        Range? blocks,
        BlockPlanOptions options
    )
    {
        Model = model;
        Config = config;
        MemoryBytes = memoryBytes;
        _isOfMachine = isOfMachine;
        Blocks = blocks;
        Options = blocks is { } range ? options with { NumBlocks = range.End.Value - range.Start.Value } : options;
        Columns =
        [
            PlanColumn.Of(
                "petals",
                "as Petals counts",
                config,
                memoryBytes,
                Options with
                {
                    CacheSizing = CacheSizing.Petals,
                }
            ),
            PlanColumn.Of(
                "key_value_heads",
                "by key-value heads",
                config,
                memoryBytes,
                Options with
                {
                    CacheSizing = CacheSizing.KeyValueHeads,
                }
            ),
        ];
    }

    public string Model { get; }

    public DistributedMixtralConfig Config { get; }

    public long MemoryBytes { get; }

    /// <summary>The blocks to hold; null for as many as fit.</summary>
    public Range? Blocks { get; }

    public BlockPlanOptions Options { get; }

    public IReadOnlyList<PlanColumn> Columns { get; }

    /// <summary>Whether the blocks fit as Petals counts.</summary>
    public bool Fits => Columns[0].Plan is not null;

    public void WriteTables(TextWriter output)
    {
        var writer = new TableWriter(output);
        writer.Write(
            Printable.Of(Model),
            [],
            [
                [
                    "memory",
                    $"{ByteSize.Format(MemoryBytes)}{(_isOfMachine ? ", what a program may use of this machine" : "")}",
                ],
                [
                    "blocks",
                    Blocks is { } range
                        ? $"{range.Start.Value} to {range.End.Value - 1}, of {Config.NumHiddenLayers}"
                        : $"as many as fit, of {Config.NumHiddenLayers}",
                ],
                [
                    "weights",
                    Options.QuantType == QuantType.None
                        ? Config.ResolveBlockDtype(Options.Dtype).Name
                        : ScriptName.Of(Options.QuantType),
                ],
                ["attention cache", Config.ResolveBlockDtype(Options.Dtype).Name],
            ]
        );
        PlanColumn[] fitting = [.. Columns.Where(column => column.Plan is not null)];
        if (fitting.Length > 0)
        {
            WritePlans(writer, fitting);
            new MemoryBar(output).Write([.. fitting.Select(column => (column.Title, column.Plan!))]);
        }

        foreach (PlanColumn column in Columns.Except(fitting))
        {
            output.WriteLine($"{column.Title}: {column.Failure}");
        }
    }

    private static void WritePlans(TableWriter writer, PlanColumn[] columns)
    {
        writer.Write(
            "Plan",
            ["", .. columns.Select(column => column.Title)],
            [
                Row("blocks", plan => plan.NumBlocks.ToString(CultureInfo.InvariantCulture)),
                Row("weights of a block", plan => ByteSize.Format(plan.BlockBytes)),
                Row("cache of a block", plan => ByteSize.Format(plan.CacheBytesPerBlock)),
                Row("tokens in the cache", plan => plan.CacheTokens.ToString(CultureInfo.InvariantCulture)),
                Row("longest context", plan => plan.LongestContext.ToString(CultureInfo.InvariantCulture)),
                Row("all weights", plan => ByteSize.Format(plan.WeightBytes)),
                Row("all caches", plan => ByteSize.Format(plan.CacheBytes)),
                Row("backward pass", plan => ByteSize.Format(plan.BackwardBytes)),
                Row("free", plan => ByteSize.Format(plan.FreeBytes)),
            ]
        );

        string[] Row(string name, Func<BlockPlan, string> cell) =>
            [name, .. columns.Select(column => cell(column.Plan!))];
    }
}
