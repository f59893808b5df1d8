namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config blocks</c> as tables.</summary>
public sealed class BlocksCommandTests
{
    private const string Model = "mistralai/Mixtral-8x7B-v0.1";

    [Fact]
    public void All_blocks_are_listed_after_what_they_have_in_common()
    {
        ToolRun run = Blocks();

        run.Should().Match<ToolRun>(it => it.Exit == 0 && it.Error.Length == 0);
        run.Output.Should()
            .StartWith($"{Model}\n")
            .And.MatchRegex("(?m)^blocks +32$")
            .And.MatchRegex("(?m)^parameters +46\\.7 B \\(12\\.9 B active\\)$")
            .And.MatchRegex("(?m)^parameters of a block +1\\.5 B \\(")
            .And.MatchRegex("(?m)^attention of a block +32 heads, 8 key-value heads, head size 128$")
            .And.MatchRegex(@"(?m)^a block in memory, bfloat16 +2\.73 GiB$")
            .And.MatchRegex(@"(?m)^a block in memory, int8 +1\.37 GiB$")
            .And.MatchRegex(@"(?m)^a block in memory, nf4 +742\.62 MiB$")
            .And.MatchRegex("(?m)^checkpoint +none on this machine$")
            .And.MatchRegex(@"(?m)^0 +mistralai/Mixtral-8x7B-v0-1\.0 +model\.layers\.0\.$")
            .And.MatchRegex(@"(?m)^31 +mistralai/Mixtral-8x7B-v0-1\.31 +model\.layers\.31\.$")
            .And.MatchRegex(@"(?m)^lm_head\.weight +\[32000, 4096\] +131072000 +262144000$")
            .And.NotContain("files");
    }

    [Fact]
    public void One_block_is_shown_with_its_tensors()
    {
        string output = Blocks("--block", "31").Output;

        output
            .Should()
            .Contain("\nBlock 31\n")
            .And.MatchRegex(@"(?m)^module UID +mistralai/Mixtral-8x7B-v0-1\.31$")
            .And.MatchRegex(@"(?m)^model\.layers\.31\.self_attn\.k_proj\.weight +\[1024, 4096\] +4194304 +8388608$")
            .And.MatchRegex(
                @"(?m)^model\.layers\.31\.block_sparse_moe\.experts\.7\.w3\.weight +\[14336, 4096\] +58720256 +117440512$"
            )
            .And.NotContain("lm_head")
            .And.NotContain("From the published tensors");
        output.Split('\n').Count(line => line.StartsWith("model.layers.31.", StringComparison.Ordinal)).Should().Be(31);
    }

    [Fact]
    public void In_the_layout_of_transformers_5_it_says_where_each_published_tensor_goes()
    {
        string output = Blocks("--block", "3", "--layout", "v5").Output;

        output
            .Should()
            .MatchRegex(
                @"(?m)^model\.layers\.3\.mlp\.experts\.gate_up_proj +\[8, 28672, 4096\] +939524096 +1879048192$"
            )
            .And.Contain("\nFrom the published tensors\n")
            .And.MatchRegex(
                @"(?m)^model\.layers\.3\.block_sparse_moe\.experts\.5\.w3\.weight +model\.layers\.3\.mlp\.experts\.gate_up_proj\[5, 14336:28672\] +645922816$"
            );
    }

    [Theory]
    [InlineData("32", "the model has the blocks 0 to 31.")]
    [InlineData("2147483647", "the model has the blocks 0 to 31.")]
    [InlineData("-1", "expected a whole number from 0 to 2147483647. See 'mixtral-config --help'.")]
    [InlineData("2147483648", "expected a whole number from 0 to 2147483647. See 'mixtral-config --help'.")]
    [InlineData("x", "expected a whole number from 0 to 2147483647. See 'mixtral-config --help'.")]
    [InlineData("", "expected a whole number from 0 to 2147483647. See 'mixtral-config --help'.")]
    public void A_block_that_is_not_there_is_wrong_usage(string index, string message)
    {
        ToolRun run = Blocks("--block", index);

        run.IsError(2).Should().BeTrue();
        run.Error.Should().Be($"mixtral-config: --block {index}: {message}\n");
    }

    [Fact]
    public void A_layout_that_is_none_is_wrong_usage() =>
        Blocks("--layout", "v6")
            .Should()
            .Be(new ToolRun(2, "", "mixtral-config: --layout v6: expected published or transformers5.\n"));

    [Theory]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("")]
    public void Without_a_usable_DHT_prefix_blocks_have_no_module_UID(string prefix)
    {
        Blocks("--dht-prefix", prefix).Output.Should().MatchRegex(@"(?m)^0 +none +model\.layers\.0\.$");
        Blocks("--dht-prefix", prefix, "--block", "1")
            .Output.Should()
            .MatchRegex("(?m)^module UID +none: the config has no usable DHT prefix$");
        Blocks("--dht-prefix", prefix, "--json")
            .Json.GetProperty("blocks")[0]
            .GetProperty("module_uid")
            .ValueKind.Should()
            .Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public void A_prefix_that_a_terminal_would_act_on_is_escaped()
    {
        ToolRun run = Blocks("--dht-prefix", "a\u001b[31m\u202eb");

        run.Output.Should().Contain(@"a\u001b[31m\u202eb.0").And.NotContain("\u001b").And.NotContain("\u202e");
    }

    [Fact]
    public void What_cannot_be_loaded_is_one_line()
    {
        ToolRun.Of("blocks", " ").IsError(2).Should().BeTrue();
        ToolRun.Of("blocks").IsError(2).Should().BeTrue();
        ToolRun.OnFixture("blocks", "acme/nothing").IsError(3).Should().BeTrue();
    }

    private static ToolRun Blocks(params ReadOnlySpan<string> arguments) =>
        ToolRun.OnFixture("blocks", Model, arguments);
}
