using System.Text.Json;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config plan</c> of blocks that do not fit, or that nothing can be computed of.</summary>
public sealed class PlanWithoutRoomTests
{
    private const string Model = "mistralai/Mixtral-8x7B-v0.1";

    [Fact]
    public void What_does_not_fit_is_a_finding_that_says_what_is_needed()
    {
        ToolRun run = Plan("--memory", "3GiB");

        run.Should().Match<ToolRun>(it => it.Exit == 1 && it.Error.Length == 0);
        run.Output.Should()
            .NotContain("Plan\n")
            .And.Contain(
                "\nas Petals counts: One block with an attention cache of 4096 tokens and room for a backward "
                    + "pass needs 3612241312 bytes; "
            )
            .And.Contain("there are 3221225472")
            .And.NotContain("[w");
    }

    [Fact]
    public void The_JSON_says_so_as_an_error()
    {
        ToolRun run = Plan("--memory", "24GiB", "--blocks", "3:12", "--json");

        run.Should().Match<ToolRun>(it => it.Exit == 1 && it.Error.Length == 0);
        foreach (JsonProperty plan in run.Json.GetProperty("plans").EnumerateObject())
        {
            plan.Value.EnumerateObject().Should().ContainSingle().Which.Name.Should().Be("error");
            plan.Value.GetProperty("error")
                .GetString()
                .Should()
                .StartWith("9 blocks with an attention cache of 1 token")
                .And.Contain("there are 25769803776");
        }
    }

    [Fact]
    public void Where_only_the_smaller_caches_fit_its_column_alone_has_numbers()
    {
        string[] arguments = ["--memory", "3600MiB", "--tokens", "20000"];

        ToolRun tables = Plan(arguments);
        ToolRun json = Plan([.. arguments, "--json"]);

        tables.Exit.Should().Be(1);
        tables
            .Output.Should()
            .MatchRegex("(?m)^ +by key-value heads$")
            .And.MatchRegex("(?m)^blocks +1$")
            .And.MatchRegex("(?m)^tokens in the cache +20000$")
            .And.MatchRegex("(?m)^as Petals counts: One block ")
            .And.MatchRegex(@"(?m)^\[w+c+b+[.]*\] by key-value heads$");
        json.Exit.Should().Be(1);
        json.Json.GetProperty("plans").GetProperty("petals").TryGetProperty("error", out _).Should().BeTrue();
        json.Json.GetProperty("plans")
            .GetProperty("key_value_heads")
            .GetProperty("num_blocks")
            .GetInt32()
            .Should()
            .Be(1);
    }

    [Theory]
    [InlineData(
        "--set",
        "hidden_size=2147483647",
        "--set",
        "intermediate_size=2147483647",
        "--set",
        "num_local_experts=2147483647"
    )]
    [InlineData("--set", "num_hidden_layers=0")]
    [InlineData("--set", "num_hidden_layers=-5")]
    [InlineData("--set", "hidden_size=0")]
    [InlineData("--set", "num_attention_heads=0")]
    [InlineData("--set", "num_key_value_heads=0")]
    [InlineData("--set", "torch_dtype=rubbish")]
    public void Of_a_config_that_makes_no_sense_there_is_no_plan(params string[] arguments) =>
        Plan([.. arguments, "--memory", "24GiB"]).IsError(3).Should().BeTrue();

    [Fact]
    public void Many_layers_and_much_memory_are_planned_at_once()
    {
        Plan("--set", "num_hidden_layers=1000000000", "--memory", "8000000TiB")
            .Output.Should()
            .MatchRegex("(?m)^blocks +1000000000 +1000000000$");
        Plan("--set", "num_hidden_layers=2147483647", "--memory", "1TiB", "--blocks", "2147483646:2147483647")
            .Output.Should()
            .MatchRegex("(?m)^blocks +1 +1$");
    }

    [Fact]
    public void What_cannot_be_loaded_is_one_line()
    {
        ToolRun.Of("plan", " ").IsError(2).Should().BeTrue();
        ToolRun.Of("plan").IsError(2).Should().BeTrue();
        ToolRun.OnFixture("plan", "acme/nothing").IsError(3).Should().BeTrue();
        ToolRun.Of("plan", "./nowhere").IsError(3).Should().BeTrue();
    }

    private static ToolRun Plan(params ReadOnlySpan<string> arguments) => ToolRun.OnFixture("plan", Model, arguments);
}
