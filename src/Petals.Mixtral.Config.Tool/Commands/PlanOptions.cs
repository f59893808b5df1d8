using System.CommandLine;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The options that describe the server of a plan.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string?> _memory = new("--memory")
    {
        Description =
            "The memory of the server, such as 24GiB. The default is the memory of this machine, not of its GPU.",
        HelpName = "size",
    };

    private readonly Option<string> _quantization = new("--quant")
    {
        Description = "The quantisation of the weights.",
        DefaultValueFactory = _ => "none",
        HelpName = "none|int8|nf4",
    };

    private readonly Option<string?> _dtype = new("--dtype")
    {
        Description =
            "The dtype of the weights and the attention cache; by default that of the model, or bfloat16 if it "
            + "has float32 or none.",
        HelpName = "dtype",
    };

    private readonly Option<int?> _tokens = new("--tokens")
    {
        Description =
            "The capacity of the attention cache of each block, in tokens. The default is 4096, or as many as fit if "
            + "--blocks is given.",
        HelpName = "number",
        CustomParser = NumberParser.AtLeast(1),
    };

    private readonly Option<string?> _blocks = new("--blocks")
    {
        Description =
            "The blocks to hold, from start up to, not including, end, such as 0:8; by default as many as fit.",
        HelpName = "start:end",
    };

    private readonly Option<int?> _devices = new("--devices")
    {
        Description = "The number of devices that share each block; the memory is that of all together.",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
        CustomParser = NumberParser.AtLeast(1),
    };

    public void AddTo(Command command)
    {
        _quantization.CompletionSources.Add("none", "int8", "nf4");
        _dtype.CompletionSources.Add("auto", "bfloat16", "float16", "float32");
        foreach (Option option in (Option[])[_memory, _quantization, _dtype, _tokens, _blocks, _devices])
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the memory in bytes, and whether it is that of this machine.</summary>
    /// <exception cref="UsageException">The text is not a size.</exception>
    public (long Bytes, bool IsOfMachine) ReadMemory(ParseResult arguments) =>
        arguments.GetValue(_memory) is { } memory
            ? (ByteSize.Parse(memory, _memory.Name), false)
            : (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, true);

    /// <summary>Returns the requested blocks, or null for as many as fit.</summary>
    /// <exception cref="UsageException">The model does not have these blocks.</exception>
    public Range? ReadBlocks(ParseResult arguments, int numBlocks) =>
        BlockRange.Parse(arguments.GetValue(_blocks), numBlocks);

    /// <exception cref="UsageException">A value is not valid.</exception>
    public BlockPlanOptions Read(ParseResult arguments) =>
        new()
        {
            QuantType = ReadQuantType(arguments.GetRequiredValue(_quantization)),
            Dtype = arguments.GetValue(_dtype) is { } dtype ? ReadDtype(dtype) : null,
            CacheTokens = arguments.GetValue(_tokens),
            NumDevices = arguments.GetValue(_devices) ?? 1,
        };

    private QuantType ReadQuantType(string name) =>
        name.ToLowerInvariant() switch
        {
            "none" => QuantType.None,
            "int8" => QuantType.Int8,
            "nf4" => QuantType.Nf4,
            _ => throw new UsageException($"{_quantization.Name} {name}: expected none, int8 or nf4."),
        };

    private TorchDtype ReadDtype(string name)
    {
        const string Expected = "expected auto or a dtype of known size, such as bfloat16, float16 or float32.";
        try
        {
            var dtype = TorchDtype.Parse(name);
            return dtype == TorchDtype.Auto || dtype.SizeInBytes is not null
                ? dtype
                : throw new UsageException($"{_dtype.Name} {name}: {Expected}");
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{_dtype.Name} {name}: {Expected}", exception);
        }
    }
}
