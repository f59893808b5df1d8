namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config download</c>, with a Hub on this machine.</summary>
public sealed class DownloadCommandTests : HubTest
{
    [Fact]
    public void download_prints_the_path_of_the_file_and_requests_it_again_only_with_force()
    {
        Download().Should().Be(new ToolRun(0, $"{Cache.PathOf("config.json")}\n", ""));
        Hub.Gets.Should().ContainSingle();
        ToolRun.Of("json", Repo, "--cache-dir", Cache.Directory, "--offline").Exit.Should().Be(0);
        Hub.Requests.Clear();

        Download().Exit.Should().Be(0);
        Hub.Requests.Should().BeEmpty();

        Download("--force").Exit.Should().Be(0);
        Hub.Requests.Should().ContainSingle().Which.IfNoneMatch.Should().NotBeNull();
        Download("--force", "--offline")
            .Should()
            .Match<ToolRun>(run => run.Exit == 0 && run.Error.StartsWith("mixtral-config: warning: The cached file "));
    }

    [Fact]
    public void download_accepts_a_file_that_is_not_JSON()
    {
        Hub.Publish("docs/README.md", "# tiny");

        ToolRun run = Download("--file", "README.md", "--subfolder", "docs");

        run.Exit.Should().Be(0);
        File.ReadAllText(run.Output.TrimEnd()).Should().Be("# tiny");
    }

    [Fact]
    public void download_of_a_file_that_does_not_exist_prints_one_line()
    {
        ToolRun run = Download("--file", "none.json");

        run.IsError(3).Should().BeTrue();
        run.Error.Should().Contain("The repo 'acme/tiny' (revision main) has no file 'none.json':");
        Download("--offline", "--file", "none.json").Error.Should().Contain("--offline forbids requests to the Hub");
    }

    [Theory]
    [InlineData("refs")]
    [InlineData("refs/main/other")]
    public void download_fails_when_the_ref_cannot_be_written_but_a_commit_needs_none(string blocked)
    {
        Folder.Write(
            $"hub/models--acme--tiny/{blocked}{(blocked == "refs" ? "" : "/file")}",
            "not what is expected here"
        );

        ToolRun run = Download();

        (run.Exit, run.Output).Should().Be((3, ""));
        run.Error.Should()
            .Contain("mixtral-config: warning: The cache file ")
            .And.Contain("is in the cache, but offline it cannot be found: the ref 'main' of 'acme/tiny'")
            .And.Contain(Cache.Directory);
        Download("--revision", Commit).Exit.Should().Be(0);
    }

    private ToolRun Download(params string[] more) => RunTool(["download", Repo, .. more]);
}
