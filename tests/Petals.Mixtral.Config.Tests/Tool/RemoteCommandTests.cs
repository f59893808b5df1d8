namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The commands that read weights on the Hub.</summary>
public sealed class RemoteCommandTests : IAsyncLifetime
{
    private readonly RangeHub _repo = new();
    private HubFixture _fixture = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await HubFixture.WithTinyModelAsync();
        _fixture.Hub.Answer = _repo.AnswerAsync;
        _repo.Add(Fixtures.Path("loader"));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public void Verify_checks_a_checkpoint_that_is_not_on_this_machine()
    {
        ToolRun run = Run("verify", "--remote");

        run.Should().Match<ToolRun>(it => it.Exit == 0 && it.Error.Length == 0);
        run.Output.Should().MatchRegex("(?m)^files +3 read, of 3$").And.MatchRegex("(?m)^result +no finding$");
        _repo.Files.Remove(CheckpointBuilder.Shard(2));
        ToolRun missing = Run("verify", "--remote", "--json");
        missing.Exit.Should().Be(1);
        missing.Json.GetProperty("findings")[0].GetProperty("kind").GetString().Should().Be("missing_shard");
    }

    [Fact]
    public void Without_the_option_no_header_is_requested()
    {
        Run("verify").IsError(3).Should().BeTrue();

        _fixture.Hub.Gets.Should().OnlyContain(get => get.Target.EndsWith("/config.json"));
    }

    [Fact]
    public void Blocks_lists_the_files_on_the_Hub()
    {
        Run("blocks").Output.Should().NotContain(CheckpointBuilder.Shard(1));
        Run("blocks", "--remote").Output.Should().Contain(CheckpointBuilder.Shard(1));
        foreach (string weights in _repo.Files.Keys.Where(file => file.StartsWith("model")).ToArray())
        {
            _repo.Files.Remove(weights);
        }

        Directory.Delete(_fixture.Cache.Directory, recursive: true);
        Run("blocks", "--remote").IsError(3).Should().BeTrue();
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("blocks")]
    public void A_path_is_not_on_the_Hub(string command) =>
        ToolRun.Of(command, Fixtures.Path("loader"), "--remote").IsError(2).Should().BeTrue();

    [Theory]
    [InlineData("validate", 0)]
    [InlineData("plan", 0)]
    [InlineData("blocks", 0)]
    [InlineData("verify", 3)]
    public void A_command_accepts_a_file_without_architecture_when_set_gives_one(string command, int exit)
    {
        string file = _fixture.Directory.Write("other/config.json", "{}");
        string[] memory = command == "plan" ? ["--memory", "24GiB"] : [];

        ToolRun.Of([command, file, "--set", "max_retries=3", .. memory]).IsError(3).Should().BeTrue();
        ToolRun run = ToolRun.Of([command, file, "--set", "hidden_size=4096", .. memory]);

        run.Exit.Should().Be(exit);
        run.Error.Should().StartWith($"mixtral-config: warning: '{file}' is not the config of a Mixtral model: ");
    }

    private ToolRun Run(string command, params string[] arguments) =>
        ToolRun.Of([
            command,
            RangeHub.Repo,
            "--cache-dir",
            _fixture.Cache.Directory,
            "--endpoint",
            _fixture.Hub.Endpoint.ToString(),
            .. arguments,
        ]);
}
