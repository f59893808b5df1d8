using System.Text.Json;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The plan of a server, counted in both ways.</summary>
internal sealed class PlanResult
{
    private readonly string _model;
    private readonly DistributedMixtralConfig _config;
    private readonly long _memory;
    private readonly bool _isOfMachine;
    private readonly Range? _blocks;
    private readonly BlockPlanOptions _options;
    private readonly PlanColumn[] _columns;

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
        _model = model;
        _config = config;
        _memory = memoryBytes;
        _isOfMachine = isOfMachine;
        _blocks = blocks;
        _options = blocks is { } range ? options with { NumBlocks = range.End.Value - range.Start.Value } : options;
        _columns =
        [
            PlanColumn.Of(
                "petals",
                "as Petals counts",
                config,
                memoryBytes,
                _options with
                {
                    CacheSizing = CacheSizing.Petals,
                }
            ),
            PlanColumn.Of(
                "key_value_heads",
                "by key-value heads",
                config,
                memoryBytes,
                _options with
                {
                    CacheSizing = CacheSizing.KeyValueHeads,
                }
            ),
        ];
    }

    /// <summary>Whether the blocks fit as Petals counts.</summary>
    public bool Fits => _columns[0].Plan is not null;

    public void WriteTables(TextWriter output)
    {
        var writer = new TableWriter(output);
        writer.Write(
            Printable.Of(_model),
            [],
            [
                [
                    "memory",
                    $"{ByteSize.Format(_memory)}{(_isOfMachine ? ", what a program may use of this machine" : "")}",
                ],
                [
                    "blocks",
                    _blocks is { } range
                        ? $"{range.Start.Value} to {range.End.Value - 1}, of {_config.NumHiddenLayers}"
                        : $"as many as fit, of {_config.NumHiddenLayers}",
                ],
                [
                    "weights",
                    _options.QuantType == QuantType.None
                        ? _config.ResolveBlockDtype(_options.Dtype).Name
                        : QuantName.Of(_options.QuantType),
                ],
                ["attention cache", _config.ResolveBlockDtype(_options.Dtype).Name],
            ]
        );
        PlanColumn[] fitting = [.. _columns.Where(column => column.Plan is not null)];
        if (fitting.Length > 0)
        {
            WritePlans(writer, fitting);
            new MemoryBar(output).Write([.. fitting.Select(column => (column.Title, column.Plan!))]);
        }

        foreach (PlanColumn column in _columns.Except(fitting))
        {
            output.WriteLine($"{column.Title}: {column.Failure}");
        }
    }

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("model", _model);
        json.WriteNumber("memory_bytes", _memory);
        json.WriteNumber("num_hidden_layers", _config.NumHiddenLayers);
        if (_blocks is { } range)
        {
            json.WriteNumber("start_block", range.Start.Value);
            json.WriteNumber("end_block", range.End.Value);
        }

        json.WriteNumber("num_devices", _options.NumDevices);
        json.WriteString("quant_type", QuantName.Of(_options.QuantType));
        json.WriteString("dtype", _config.ResolveBlockDtype(_options.Dtype).Name);
        json.WriteStartObject("plans");
        foreach (PlanColumn column in _columns)
        {
            column.WriteJson(json);
        }

        json.WriteEndObject();
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
