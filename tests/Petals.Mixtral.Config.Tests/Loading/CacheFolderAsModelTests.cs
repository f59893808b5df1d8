namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>A folder of a Hugging Face cache is given as the model, and has no config.json.</summary>
public sealed class CacheFolderAsModelTests : CacheTest
{
    [Theory]
    [InlineData("models--acme--tiny/snapshots/" + Commit)]
    [InlineData("models--acme--tiny/snapshots/" + Commit + "/sub/folder")]
    public void The_remedy_names_the_repo_the_cache_and_the_commit_of_the_path(string folder)
    {
        Cache.Ref().File("sub/folder/other.json");

        string message = Fail<ConfigNotFoundException>(model: Folder.Combine("hub", folder)).Message;

        message
            .Should()
            .EndWith(
                $"It belongs to the repo acme/tiny in a Hugging Face cache. Use acme/tiny with the option CacheDirectory "
                    + $"{Cache.Directory} and the option Revision {Commit}."
            );
    }

    [Theory]
    [InlineData("models--acme--tiny")]
    [InlineData("models--acme--tiny/snapshots")]
    public void The_remedy_names_no_commit_if_the_path_contains_none(string folder)
    {
        Cache.Ref().File("other.json");

        string message = Fail<ConfigNotFoundException>(model: Folder.Combine("hub", folder)).Message;

        message.Should().EndWith($"Use acme/tiny with the option CacheDirectory {Cache.Directory}.");
    }

    [Fact]
    public void The_tool_names_its_own_options_in_the_remedy()
    {
        Cache.Ref().File("other.json");

        string error = ToolRun.Of("show", Path.GetDirectoryName(SnapshotFile)!, "--offline").Error;

        error.Should().EndWith($"Use acme/tiny with --cache-dir {Cache.Directory} and --revision {Commit}.\n");
    }
}
