using System.Text.Json;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config plan</c> of blocks that fit.</summary>
public sealed class PlanCommandTests
{
    private const string Model = "mistralai/Mixtral-8x7B-v0.1";

    [Theory]
    [InlineData("24GiB", "nf4", 29)]
    [InlineData("24GiB", "none", 8)]
    [InlineData("80GiB", "nf4", 32)]
    [InlineData("80GiB", "none", 28)]
    [InlineData("8GiB", "nf4", 9)]
    [InlineData("8GiB", "none", 2)]
    public void As_many_blocks_fit_as_Petals_counts(string memory, string quantization, int expected)
    {
        ToolRun tables = Plan("--memory", memory, "--quant", quantization);
        ToolRun json = Plan("--memory", memory, "--quant", quantization, "--json");

        tables.Should().Match<ToolRun>(run => run.Exit == 0 && run.Error.Length == 0);
        tables.Output.Should().MatchRegex($@"(?m)^blocks +{expected} +\d+$");
        json.Json.GetProperty("plans").GetProperty("petals").GetProperty("num_blocks").GetInt32().Should().Be(expected);
    }

    [Fact]
    public void The_tables_show_both_ways_to_count()
    {
        string output = Plan("--memory", "24GiB", "--quant", "nf4").Output;

        output
            .Should()
            .StartWith($"{Model}\n")
            .And.MatchRegex(@"(?m)^memory +24\.00 GiB$")
            .And.MatchRegex("(?m)^blocks +as many as fit, of 32$")
            .And.MatchRegex("(?m)^weights +nf4$")
            .And.MatchRegex("(?m)^attention cache +bfloat16$")
            .And.MatchRegex(@"(?m)^ +as Petals counts +by key-value heads$")
            .And.MatchRegex("(?m)^blocks +29 +31$")
            .And.MatchRegex(@"(?m)^weights of a block +742\.62 MiB +742\.62 MiB$")
            .And.MatchRegex(@"(?m)^cache of a block +64\.00 MiB +16\.00 MiB$")
            .And.MatchRegex("(?m)^tokens in the cache +4096 +4096$")
            .And.MatchRegex(@"(?m)^free +598\.78 MiB ");
    }

    [Theory]
    [InlineData("none", null, null, null, 1)]
    [InlineData("int8", "float16", 10_000L, null, 2)]
    [InlineData("nf4", "float32", null, 8, 1)]
    [InlineData("nf4", "auto", 100L, 32, 3)]
    public void The_JSON_has_the_numbers_of_the_library(
        string quantization,
        string? dtype,
        long? tokens,
        int? blocks,
        int devices
    )
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
            Model,
            options: new() { CacheDirectory = Fixtures.Hub }
        );
        var options = new BlockPlanOptions
        {
            QuantType = Enum.Parse<QuantType>(quantization, ignoreCase: true),
            Dtype = dtype is null ? null : TorchDtype.Parse(dtype),
            CacheTokens = tokens,
            NumBlocks = blocks,
            NumDevices = devices,
        };
        List<string> arguments = ["--json", "--memory", "40GB", "--quant", quantization, "--devices", $"{devices}"];
        arguments.AddRange(dtype is null ? [] : ["--dtype", dtype]);
        arguments.AddRange(tokens is null ? [] : ["--tokens", $"{tokens}"]);
        arguments.AddRange(blocks is null ? [] : ["--blocks", $"0:{blocks}"]);

        ToolRun run = Plan([.. arguments]);

        run.Should().Match<ToolRun>(it => it.Exit == 0 && it.Error.Length == 0);
        run.Json.GetProperty("memory_bytes").GetInt64().Should().Be(40_000_000_000);
        run.Json.GetProperty("dtype").GetString().Should().Be(config.ResolveBlockDtype(options.Dtype).Name);
        Numbers(run, "petals").Should().Equal(Numbers(config.PlanBlocks(40_000_000_000, options)));
        Numbers(run, "key_value_heads")
            .Should()
            .Equal(
                Numbers(config.PlanBlocks(40_000_000_000, options with { CacheSizing = CacheSizing.KeyValueHeads }))
            );
    }

    [Fact]
    public void The_names_in_the_JSON_are_those_that_scripts_know()
    {
        JsonElement json = Plan("--memory", "24GiB", "--json").Json;

        json.EnumerateObject()
            .Select(member => member.Name)
            .Should()
            .Equal("model", "memory_bytes", "num_hidden_layers", "num_devices", "quant_type", "dtype", "plans");
        json.GetProperty("plans")
            .EnumerateObject()
            .Select(member => member.Name)
            .Should()
            .Equal("petals", "key_value_heads");
        json.GetProperty("plans")
            .GetProperty("petals")
            .EnumerateObject()
            .Select(member => member.Name)
            .Should()
            .Equal(
                "num_blocks",
                "cache_tokens",
                "longest_context",
                "block_bytes",
                "cache_bytes_per_block",
                "weight_bytes",
                "cache_bytes",
                "backward_bytes",
                "free_bytes"
            );
    }

    [Fact]
    public void The_JSON_names_the_blocks_that_were_asked_for()
    {
        JsonElement json = Plan("--memory", "80GiB", "--blocks", "3:8", "--json").Json;

        json.GetProperty("start_block").GetInt32().Should().Be(3);
        json.GetProperty("end_block").GetInt32().Should().Be(8);
    }

    [Fact]
    public void Without_a_size_the_memory_is_that_of_this_machine()
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

        ToolRun
            .OnFixture("plan", "acme/micro-mixtral")
            .Output.Should()
            .MatchRegex(@"(?m)^memory +[\d.]+ .iB, what a program may use of this machine$");
        ToolRun
            .OnFixture("plan", "acme/micro-mixtral", "--json")
            .Json.GetProperty("memory_bytes")
            .GetInt64()
            .Should()
            .Be(memory);
    }

    private static ToolRun Plan(params ReadOnlySpan<string> arguments) => ToolRun.OnFixture("plan", Model, arguments);

    private static long[] Numbers(ToolRun run, string plan) =>
        [
            .. run
                .Json.GetProperty("plans")
                .GetProperty(plan)
                .EnumerateObject()
                .Select(member => member.Value.GetInt64()),
        ];

    private static long[] Numbers(BlockPlan plan) =>
        [
            plan.NumBlocks,
            plan.CacheTokens,
            plan.LongestContext,
            plan.BlockBytes,
            plan.CacheBytesPerBlock,
            plan.WeightBytes,
            plan.CacheBytes,
            plan.BackwardBytes,
            plan.FreeBytes,
        ];
}
