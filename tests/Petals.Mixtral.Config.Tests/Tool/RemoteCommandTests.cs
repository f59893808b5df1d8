namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The commands that read weights on the Hub.</summary>
public sealed class RemoteCommandTests : RangeHubTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Remote.Add(Fixtures.Path("loader"));
    }

    [Fact]
    public void verify_checks_a_checkpoint_that_is_not_on_this_machine()
    {
        ToolRun run = Run("verify", "--remote");

        run.Should().Match<ToolRun>(it => it.Exit == 0 && it.Error.Length == 0);
        run.Output.Should().MatchRegex("(?m)^files +3 read, of 3$").And.MatchRegex("(?m)^result +no finding$");
        Remote.Files.Remove(CheckpointBuilder.Shard(2));
        ToolRun missing = Run("verify", "--remote", "--json");
        missing.Exit.Should().Be(1);
        missing.Json.GetProperty("findings")[0].GetProperty("kind").GetString().Should().Be("missing_shard");
    }

    [Fact]
    public void verify_requests_no_header_without_the_option_remote()
    {
        Run("verify").IsError(3).Should().BeTrue();

        Hub.Gets.Should().OnlyContain(get => get.Target.EndsWith("/config.json"));
    }

    [Fact]
    public void blocks_lists_the_files_on_the_Hub()
    {
        Run("blocks").Output.Should().NotContain(CheckpointBuilder.Shard(1));
        Run("blocks", "--remote").Output.Should().Contain(CheckpointBuilder.Shard(1));
        foreach (string weights in Remote.Files.Keys.Where(file => file.StartsWith("model")).ToArray())
        {
            Remote.Files.Remove(weights);
        }

        Directory.Delete(Cache.Directory, recursive: true);
        Run("blocks", "--remote").IsError(3).Should().BeTrue();
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("blocks")]
    public void The_option_remote_rejects_a_path(string command) =>
        ToolRun.Of(command, Fixtures.Path("loader"), "--remote").IsError(2).Should().BeTrue();

    [Theory]
    [InlineData("validate", 0)]
    [InlineData("plan", 0)]
    [InlineData("blocks", 0)]
    [InlineData("verify", 3)]
    public void A_command_accepts_a_file_without_architecture_if_the_option_set_adds_it(string command, int exit)
    {
        string file = Folder.Write("other/config.json", "{}");
        string[] memory = command == "plan" ? ["--memory", "24GiB"] : [];

        ToolRun.Of([command, file, "--set", "max_retries=3", .. memory]).IsError(3).Should().BeTrue();
        ToolRun run = ToolRun.Of([command, file, "--set", "hidden_size=4096", .. memory]);

        run.Exit.Should().Be(exit);
        run.Error.Should().StartWith($"mixtral-config: warning: '{file}' is not the config of a Mixtral model: ");
    }
}
