namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config blocks</c> of configs that no model has: a quick answer, or one line.</summary>
public sealed class BlocksLimitsTests
{
    private const string Model = "mistralai/Mixtral-8x7B-v0.1";

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--layout", "v5")]
    public void More_blocks_than_anybody_reads_are_not_listed(params string[] arguments)
    {
        ToolRun run = Blocks([.. arguments, "--set", "num_hidden_layers=1000000000"]);

        run.IsError(2).Should().BeTrue();
        run.Error.Should().Contain("1000000000 blocks").And.Contain("--block");
    }

    [Fact]
    public void One_of_very_many_blocks_is_shown_at_once()
    {
        Blocks("--set", "num_hidden_layers=1000000000", "--block", "999999999")
            .Output.Should()
            .MatchRegex("(?m)^parameters +1451270\\.1 T ")
            .And.MatchRegex(@"(?m)^module UID +mistralai/Mixtral-8x7B-v0-1\.999999999$");
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--layout", "v5")]
    public void More_tensors_than_anybody_reads_are_not_listed(params string[] arguments)
    {
        ToolRun run = Blocks([.. arguments, "--block", "3", "--set", "num_local_experts=100000"]);

        run.IsError(2).Should().BeTrue();
        run.Error.Should().Contain("300007 tensors in a block");
    }

    [Theory]
    [InlineData("hidden_size=2147483647", "intermediate_size=2147483647", "num_local_experts=2147483647")]
    [InlineData("hidden_size=2147483647", "intermediate_size=2147483647", "num_hidden_layers=2147483647")]
    [InlineData("num_hidden_layers=0")]
    [InlineData("num_hidden_layers=-1")]
    [InlineData("hidden_size=0")]
    [InlineData("num_local_experts=0")]
    [InlineData("num_attention_heads=0")]
    [InlineData("vocab_size=0")]
    [InlineData("torch_dtype=rubbish")]
    public void Of_a_config_that_makes_no_sense_there_is_one_line(params string[] settings)
    {
        string[] arguments = [.. settings.SelectMany(setting => (string[])["--set", setting])];

        Blocks(arguments).IsError(3).Should().BeTrue();
        Blocks([.. arguments, "--json"]).IsError(3).Should().BeTrue();
    }

    private static ToolRun Blocks(params ReadOnlySpan<string> arguments) =>
        ToolRun.OnFixture("blocks", Model, arguments);
}
