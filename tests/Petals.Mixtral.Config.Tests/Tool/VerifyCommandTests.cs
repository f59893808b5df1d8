using System.Text.Json;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config verify</c>.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly MicroModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Weights_that_are_as_the_config_says_give_no_finding()
    {
        ToolRun run = ToolRun.OnFixture("verify", MicroModel.Repo);

        run.Should().Match<ToolRun>(it => it.Exit == 0 && it.Error.Length == 0);
        run.Output.Should()
            .StartWith($"{MicroModel.Repo}\n")
            .And.MatchRegex("(?m)^layout +published$")
            .And.MatchRegex("(?m)^files +3 read, of 3$")
            .And.MatchRegex("(?m)^tensors +29$")
            .And.MatchRegex("(?m)^result +no finding$")
            .And.NotContain("Findings");
        _model.Run("verify").Exit.Should().Be(0);
    }

    [Fact]
    public void Each_finding_is_a_row()
    {
        ToolRun run = _model.Run("verify", "--set", "num_key_value_heads=1");

        run.Should().Match<ToolRun>(it => it.Exit == 1 && it.Error.Length == 0);
        run.Output.Should()
            .MatchRegex("(?m)^result +4 findings$")
            .And.MatchRegex("(?m)^block +finding +tensor +file +expected +found$")
            .And.MatchRegex(
                @"(?m)^0 +wrong shape +model\.layers\.0\.self_attn\.k_proj\.weight +model-00001-of-00003\.safetensors +\[4, 16\] +\[8, 16\]$"
            );
    }

    [Fact]
    public void The_JSON_has_the_same_findings()
    {
        ToolRun run = _model.Run("verify", "--set", "num_key_value_heads=1", "--json");

        run.Should().Match<ToolRun>(it => it.Exit == 1 && it.Error.Length == 0);
        run.Json.GetProperty("num_shard_files_read").GetInt32().Should().Be(3);
        run.Json.GetProperty("findings").GetArrayLength().Should().Be(4);
        JsonElement finding = run.Json.GetProperty("findings")[3];
        finding
            .EnumerateObject()
            .Select(member => $"{member.Name}: {member.Value}")
            .Should()
            .Equal(
                "kind: wrong_shape",
                "first_block: 1",
                "last_block: 1",
                "tensor: model.layers.1.self_attn.v_proj.weight",
                "shard_file: model-00002-of-00003.safetensors",
                "expected: [4, 16]",
                "found: [8, 16]"
            );
    }

    [Fact]
    public void Files_that_are_not_there_yet_or_damaged_are_findings()
    {
        File.Delete(_model.PathOf("model-00003-of-00003.safetensors"));
        File.WriteAllText(_model.PathOf("model-00001-of-00003.safetensors"), "<html>");

        ToolRun run = _model.Run("verify");

        run.Should().Match<ToolRun>(it => it.Exit == 1 && it.Error.Length == 0);
        run.Output.Should()
            .MatchRegex("(?m)^files +1 read, of 3$")
            .And.MatchRegex(@"(?m)^result +2 findings$")
            .And.MatchRegex(@"(?m)^ +missing shard +model-00003-of-00003\.safetensors ")
            .And.MatchRegex(@"(?m)^ +damaged shard +model-00001-of-00003\.safetensors ");
    }

    [Fact]
    public void A_checkpoint_of_fewer_blocks_than_the_config_has_is_one_finding_however_many()
    {
        ToolRun run = _model.Run("verify", "--set", "num_hidden_layers=1000000000");

        run.Exit.Should().Be(1);
        run.Output.Should().MatchRegex("(?m)^result +1 finding$").And.MatchRegex("(?m)^2 to 999999999 +missing block ");
    }

    [Fact]
    public void What_is_not_compared_is_said()
    {
        _model.BecomePickle();

        ToolRun run = _model.Run("verify");

        run.Exit.Should().Be(0);
        run.Output.Should().MatchRegex("(?m)^not compared +The weights are pickles");
    }

    [Fact]
    public void Names_that_a_terminal_would_act_on_are_escaped()
    {
        string index = File.ReadAllText(_model.PathOf(MicroModel.IndexFile));
        File.WriteAllText(
            _model.PathOf(MicroModel.IndexFile),
            index.Replace("\"lm_head.weight\"", "\"\\u001b[31m\\u202elm_head.weight\"", StringComparison.Ordinal)
        );

        ToolRun run = _model.Run("verify");

        run.Exit.Should().Be(1);
        run.Output.Should()
            .Contain(@"\u001b[31m\u202elm_head.weight")
            .And.NotContain("\u001b")
            .And.NotContain("\u202e");
    }

    [Fact]
    public void What_cannot_be_loaded_is_one_line()
    {
        ToolRun none = ToolRun.OnFixture("verify", "mistralai/Mixtral-8x7B-v0.1");

        none.IsError(3).Should().BeTrue();
        none.Error.Should()
            .Contain("There is no checkpoint in")
            .And.Contain("model.safetensors.index.json")
            .And.Contain("pytorch_model.bin (no such file)");
        ToolRun.Of("verify", " ").IsError(2).Should().BeTrue();
        ToolRun.Of("verify").IsError(2).Should().BeTrue();
        ToolRun.OnFixture("verify", "acme/nothing").IsError(3).Should().BeTrue();
        _model.Run("verify", "--set", "num_hidden_layers=0").IsError(3).Should().BeTrue();
    }
}
