using Petals.Mixtral.Config.Tool;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>Behaviour of the tool that a transcript cannot show.</summary>
public sealed class ToolTests : FolderTest
{
    public static TheoryData<string> Loading => GoldenCase.Loading;

    public static TheoryData<string> Failing => GoldenCase.Failing;

    [Theory]
    [MemberData(nameof(Loading))]
    public void json_prints_what_Python_prints(string name)
    {
        GoldenCase golden = GoldenCase.All[name];
        string[] arguments = Arguments(golden);

        ToolRun run = ToolRun.Of(["json", .. arguments]);

        (run.Exit, run.Output).Should().Be((0, golden.Diff!));
        run.Error.Contains("it looks like an empty object").Should().Be(name == "empty-object");
        ToolRun.Of(["json", .. arguments, "--full"]).Should().Be(new ToolRun(0, golden.Full!, run.Error));
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void json_of_a_config_that_Python_refuses_exits_with_3_and_prints_one_line(string name) =>
        ToolRun.Of(["json", .. Arguments(GoldenCase.All[name])]).IsError(3).Should().BeTrue();

    [Fact]
    public void version_prints_the_version() =>
        ToolRun.Of("--version").Output.Should().MatchRegex("^[0-9]+\\.[0-9]+\\.[0-9]+[^\n]*\n$");

    [Fact]
    public void plan_uses_the_memory_of_this_machine_by_default()
    {
        ToolRun
            .OnFixture("plan", MicroModel.Repo)
            .Output.Should()
            .Contain("iB, what a program may use of this machine");
        ToolRun
            .OnFixture("plan", MicroModel.Repo, "--json")
            .Json.GetProperty("memory_bytes")
            .GetInt64()
            .Should()
            .Be(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
    }

    [Fact]
    public void validate_prints_at_most_ten_failures_of_a_list_and_shortens_long_values()
    {
        string peer = $"\"/dns/{new string('x', 1000)}\"";
        string ids = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"{PeerIds.Sha256With((byte)i, 0)}\""));
        Folder.Write(
            "config.json",
            $$"""{"model_type": "mixtral", "initial_peers": [{{string.Join(',', Enumerable.Repeat(peer, 1000))}}], "allowed_servers": [{{ids}}], "blocked_servers": [{{ids}}]}"""
        );

        ToolRun run = ToolRun.Of("validate", Folder.Path);

        run.Exit.Should().Be(1);
        run.Output.Should()
            .Contain("must be corrected in 990 more items")
            .And.Contain("must not be in allowed_servers")
            .And.Contain("… ");
        run.Output.Split("\ninitial_peers[").Should().HaveCount(11);
    }

    [Fact]
    public void show_does_not_wrap_a_long_value_that_is_piped()
    {
        string text = $"\"{new string('x', 9000)}\"";
        Folder.Write("config.json", $$"""{"long": {{text}}}""");

        ToolRun.Of("show", Folder.Path).Output.Should().Contain(text);
    }

    [Fact]
    public void An_error_does_not_grow_with_the_arguments() =>
        ToolRun.Of("json", new string('x', 100_000)).Error.Length.Should().BeLessThan(10_000);

    [Fact]
    public void Output_that_cannot_be_written_exits_with_3_and_prints_one_line()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var full = new StreamWriter(new FullStream()) { AutoFlush = true };

        MixtralConfigTool.Run(["json", TinyOptions.Repo, "--cache-dir", Fixtures.Hub], full, error).Should().Be(3);

        error.ToString().Should().Be("mixtral-config: The output could not be written: no space\n");
        MixtralConfigTool.Run(["json", "acme/none", "--offline"], TextWriter.Null, full).Should().Be(3);
    }

    /// <summary>A device without space.</summary>
    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("no space");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("no space");

        public override void Flush() { }
    }

    private string[] Arguments(GoldenCase golden)
    {
        (string model, string cache) = golden.LayOut(Folder);
        return
        [
            model,
            "--cache-dir",
            cache,
            .. golden.Overrides.SelectMany(setting =>
                setting.Key == "dht_prefix"
                    ? (string[])["--dht-prefix", setting.Value.GetString()!]
                    : ["--set", $"{setting.Key}={setting.Value}"]
            ),
        ];
    }
}
