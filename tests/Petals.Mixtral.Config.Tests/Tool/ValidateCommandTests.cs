using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config validate</c>.</summary>
public sealed class ValidateCommandTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_valid_model_is_said_to_be_valid()
    {
        ToolRun run = ToolRun.Of("validate", "mistralai/Mixtral-8x7B-v0.1", "--cache-dir", Fixtures.Hub);

        run.Should().Match<ToolRun>(it => it.Exit == 0 && it.Error.Length == 0);
        run.Output.Should()
            .StartWith("mistralai/Mixtral-8x7B-v0.1\n")
            .And.MatchRegex(@"(?m)^file +/.*config\.json$")
            .And.MatchRegex("(?m)^result +valid$")
            .And.NotContain("Failures");
    }

    [Fact]
    public void Every_failure_is_a_row_with_its_key_value_rule_and_remedy()
    {
        string file = _directory.Write(
            "config.json",
            """{"hidden_size": 0, "rope_theta": NaN, "initial_peers": ["10.0.0.1"], "min_backoff": 61}"""
        );

        ToolRun run = ToolRun.Of("validate", _directory.Path);

        run.Should().Match<ToolRun>(it => it.Exit == 1 && it.Error.Length == 0);
        run.Output.Should()
            .Contain(file)
            .And.MatchRegex("(?m)^result +4 failures$")
            .And.MatchRegex("(?m)^key +value +rule +remedy$")
            .And.MatchRegex(@"(?m)^hidden_size +0 +must be positive +Give 1 or more\.$")
            .And.MatchRegex("(?m)^rope_theta +NaN +must be positive and finite +Give ")
            .And.MatchRegex(
                @"(?m)^initial_peers\[0\] +""10\.0\.0\.1"" +must be a multiaddr .*, but it does not begin with '/' +Copy "
            )
            .And.MatchRegex("(?m)^min_backoff +61 +must be at most max_backoff, which is 60 +Lower it");
    }

    [Fact]
    public void One_failure_is_counted_as_one_and_an_option_may_cause_or_cure_it()
    {
        _directory.Write("config.json", """{"model_type": "mixtral", "max_pinged": -1}""");

        ToolRun
            .Of("validate", _directory.Path)
            .Should()
            .Match<ToolRun>(run => run.Exit == 1 && run.Output.Contains("1 failure\n"));
        ToolRun.Of("validate", _directory.Path, "--set", "max_pinged=3").Exit.Should().Be(0);
        ToolRun
            .Of("validate", _directory.Path, "--set", "max_pinged=3", "--dht-prefix", "a.b")
            .Should()
            .Match<ToolRun>(run => run.Exit == 1 && run.Output.Contains("dht_prefix"));
    }

    [Fact]
    public void Many_failures_with_long_and_hostile_values_stay_a_table()
    {
        string peer = $"/dns/{new string('x', 1000)}\\n\\u001b[31m";
        _directory.Write(
            "config.json",
            $$"""{"model_type": "mixtral", "initial_peers": [{{string.Join(',', Enumerable.Repeat($"\"{peer}\"", 1000))}}]}"""
        );

        ToolRun run = ToolRun.Of("validate", _directory.Path);

        run.Exit.Should().Be(1);
        run.Output.Should()
            .Contain("11 failures")
            .And.Contain("must be corrected in 990 more items")
            .And.NotContain("\u001b");
        run.Output.Split('\n')
            .Count(line => line.StartsWith("initial_peers[", StringComparison.Ordinal))
            .Should()
            .Be(10);
    }

    [Fact]
    public void Servers_that_are_too_many_for_a_row_are_cut()
    {
        string ids = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"{PeerIds.Sha256With((byte)i, 0)}\""));
        _directory.Write(
            "config.json",
            $$"""{"model_type": "mixtral", "allowed_servers": [{{ids}}], "blocked_servers": [{{ids}}]}"""
        );

        ToolRun
            .Of("validate", _directory.Path)
            .Should()
            .Match<ToolRun>(run =>
                run.Exit == 1 && run.Output.Contains("… ") && run.Output.Contains("must not name servers")
            );
    }

    [Fact]
    public void What_cannot_be_loaded_is_not_validated()
    {
        ToolRun
            .Of("validate", _directory.Combine("nowhere"))
            .Should()
            .Match<ToolRun>(run => run.Exit == 3 && run.Output.Length == 0);
        _directory.Write("config.json", """{"hidden_size": "wide"}""");
        ToolRun.Of("validate", _directory.Path).Should().Match<ToolRun>(run => run.Exit == 3 && run.Output.Length == 0);
        ToolRun.Of("validate").Exit.Should().Be(2);
        ToolRun.Of("validate", " ").Exit.Should().Be(2);
    }
}
