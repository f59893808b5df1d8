using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config download</c>, against a Hub on this machine.</summary>
public sealed class DownloadCommandTests
{
    [Fact]
    public async Task It_prints_where_the_file_now_is_and_nothing_else()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        ToolRun run = Download(fixture);

        run.Should()
            .Be(
                new ToolRun(
                    0,
                    $"{Path.Combine(fixture.Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json")}\n",
                    ""
                )
            );
        fixture.Hub.Gets.Should().ContainSingle();
        ToolRun
            .Of("json", HubCacheBuilder.Repo, "--cache-dir", fixture.Cache.Directory, "--offline")
            .Exit.Should()
            .Be(0);
    }

    [Fact]
    public async Task What_is_cached_is_asked_for_again_only_by_force()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Download(fixture);
        fixture.Hub.Requests.Clear();

        Download(fixture).Exit.Should().Be(0);
        fixture.Hub.Requests.Should().BeEmpty();

        Download(fixture, "--force").Exit.Should().Be(0);
        fixture.Hub.Requests.Should().ContainSingle().Which.IfNoneMatch.Should().NotBeNull();
    }

    [Fact]
    public async Task Another_file_of_the_repo_need_not_be_JSON()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish("docs/README.md", "# tiny");

        ToolRun run = Download(fixture, "--file", "README.md", "--subfolder", "docs");

        run.Exit.Should().Be(0);
        (await File.ReadAllTextAsync(run.Output.TrimEnd(), TestContext.Current.CancellationToken))
            .Should()
            .Be("# tiny");
    }

    [Fact]
    public async Task What_goes_wrong_is_one_line()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        Download(fixture, "--file", "none.json")
            .Should()
            .Match<ToolRun>(run =>
                run.Exit == 3
                && run.Output == ""
                && run.Error.StartsWith("mixtral-config: The repo 'acme/tiny' (revision main) has no file 'none.json':")
                && run.Error.Split('\n').Length == 2
            );
        Download(fixture, "--offline", "--file", "none.json")
            .Error.Should()
            .Contain("--offline forbids asking the Hub");
        ToolRun
            .Of("download", "./here")
            .Should()
            .Match<ToolRun>(run => run.Exit == 3 && run.Error.Contains("is not a repo id"));
        ToolRun.Of("download", "a/b", "--endpoint", "http://[").Exit.Should().Be(2);
        ToolRun.Of("download", " ").Exit.Should().Be(2);
        ToolRun
            .Of("download", "a/b", "--endpoint", "nowhere")
            .Error.Should()
            .Contain("The endpoint, from --endpoint, is not an address");
    }

    [Theory]
    [InlineData("refs")]
    [InlineData("refs/main/other")]
    public async Task Download_fails_when_the_ref_cannot_be_written(string blocked)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string path = Path.Combine(fixture.Cache.RepoFolder, blocked);
        if (blocked == "refs")
        {
            fixture.Directory.Write("hub/models--acme--tiny/refs", "not a directory");
        }
        else
        {
            Directory.CreateDirectory(path);
        }

        ToolRun run = Download(fixture);

        run.Exit.Should().Be(3);
        run.Output.Should().BeEmpty();
        run.Error.Should()
            .Contain("mixtral-config: warning: The ref of main of acme/tiny cannot be written")
            .And.Contain("is in the cache, but offline it cannot be found: the ref 'main' of 'acme/tiny'")
            .And.Contain(fixture.Cache.Directory);
    }

    [Fact]
    public async Task Download_of_a_commit_needs_no_ref()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Directory.Write("hub/models--acme--tiny/refs", "not a directory");

        Download(fixture, "--revision", HubCacheBuilder.Commit).Exit.Should().Be(0);
    }

    [Fact]
    public async Task A_cached_file_that_is_kept_is_warned_of()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Download(fixture);

        Download(fixture, "--force", "--offline")
            .Should()
            .Match<ToolRun>(run => run.Exit == 0 && run.Error.StartsWith("mixtral-config: warning: The cached file "));
    }

    private static ToolRun Download(HubFixture fixture, params string[] more) =>
        ToolRun.Of([
            "download",
            HubCacheBuilder.Repo,
            "--cache-dir",
            fixture.Cache.Directory,
            "--endpoint",
            fixture.Hub.Endpoint.ToString(),
            .. more,
        ]);
}
