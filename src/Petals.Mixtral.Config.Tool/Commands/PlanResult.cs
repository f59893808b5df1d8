using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The plan of a server, counted in both ways.</summary>
internal sealed class PlanResult
{
    private readonly string _model;
    private readonly DistributedMixtralConfig _config;
    private readonly BlockPlanOptions _options;
    private readonly Range? _blocks;
    private readonly (long Bytes, bool IsOfMachine) _memory;
    private readonly PlanColumn[] _columns;

    private PlanResult(string model, DistributedMixtralConfig config, PlanOptions plan, ParseResult arguments)
    {
        _model = model;
        _config = config;
        _memory = plan.ReadMemory(arguments);
        _blocks = plan.ReadBlocks(arguments, config.NumHiddenLayers);
        _options = plan.Read(arguments, _blocks);
        _columns =
        [
            PlanColumn.Of("petals", "as Petals counts", config, _memory.Bytes, _options with { CacheSizing = CacheSizing.Petals }),
            PlanColumn.Of("key_value_heads", "by key-value heads", config, _memory.Bytes, _options with { CacheSizing = CacheSizing.KeyValueHeads }),
        ];
    }

    /// <summary>Whether the blocks fit as Petals counts.</summary>
    public bool Fits => _columns[0].Plan is not null;

    /// <exception cref="UsageException">An option is not what it must be.</exception>
    public static PlanResult Of(string model, DistributedMixtralConfig config, PlanOptions plan, ParseResult arguments) => new(model, config, plan, arguments);

    public void WriteTables(TextWriter output)
    {
        var writer = new TableWriter(output);
        writer.Write(Printable.Of(_model), [],
        [
            ["memory", $"{ByteSize.Format(_memory.Bytes)}{(_memory.IsOfMachine ? ", of this machine" : "")}"],
            ["blocks", _blocks is { } range ? $"{range.Start.Value} to {range.End.Value - 1}, of {_config.NumHiddenLayers}" : $"as many as fit, of {_config.NumHiddenLayers}"],
            ["weights", _options.QuantType == QuantType.None ? _config.ResolveBlockDtype(_options.Dtype).Name : QuantName],
            ["attention cache", _config.ResolveBlockDtype(_options.Dtype).Name],
        ]);
        writer.Write("Plan", ["", .. _columns.Select(column => column.Title)],
        [
            Row("blocks", plan => plan.NumBlocks.ToString(CultureInfo.InvariantCulture), "do not fit"),
            Row("weights of a block", plan => ByteSize.Format(plan.BlockBytes)),
            Row("attention cache of a block", plan => ByteSize.Format(plan.CacheBytesPerBlock)),
            Row("tokens in the attention cache", plan => plan.CacheTokens.ToString(CultureInfo.InvariantCulture)),
            Row("longest context", plan => plan.LongestContext.ToString(CultureInfo.InvariantCulture)),
            Row("all weights", plan => ByteSize.Format(plan.WeightBytes)),
            Row("all attention caches", plan => ByteSize.Format(plan.CacheBytes)),
            Row("backward pass", plan => ByteSize.Format(plan.BackwardBytes)),
            Row("free", plan => ByteSize.Format(plan.FreeBytes)),
        ]);
        foreach (PlanColumn column in _columns)
        {
            column.WriteBar(output);
        }
    }

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("model", _model);
        json.WriteNumber("memory_bytes", _memory.Bytes);
        json.WriteNumber("num_hidden_layers", _config.NumHiddenLayers);
        json.WriteString("quant_type", QuantName);
        json.WriteString("dtype", _config.ResolveBlockDtype(_options.Dtype).Name);
        json.WriteStartObject("plans");
        foreach (PlanColumn column in _columns)
        {
            column.WriteJson(json);
        }

        json.WriteEndObject();
    }

    private string QuantName => _options.QuantType switch { QuantType.None => "none", QuantType.Int8 => "int8", _ => "nf4" };

    private string[] Row(string name, Func<BlockPlan, string> cell, string none = "-") => [name, .. _columns.Select(column => column.Plan is { } plan ? cell(plan) : none)];
}
