namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The address that a file is requested from, and its place in the cache.</summary>
public sealed class FileAddressTests : HubTest
{
    [Theory]
    [InlineData("refs/pr/1", "refs%2Fpr%2F1")]
    [InlineData("v1.0", "v1.0")]
    [InlineData("feature/x y", "feature%2Fx%20y")]
    [InlineData("a#b&c=d", "a%23b%26c%3Dd")]
    [InlineData("ä", "%C3%A4")]
    public void A_revision_is_one_segment_of_the_address_and_the_path_of_its_ref(string revision, string escaped)
    {
        Hub.Publish(FileName, TinyConfig.Json, revision);

        Load(Options with { Revision = revision });

        ShouldHaveRequested($"/acme/tiny/resolve/{escaped}/config.json");
        ShouldHaveTree($"models--acme--tiny/refs/{revision}", Commit);
        ShouldLoad(Options with { Revision = revision, LocalFilesOnly = true });
    }

    [Fact]
    public void A_commit_hash_needs_no_ref()
    {
        Load(Options with { Revision = Commit });

        ShouldHaveRequested($"/acme/tiny/resolve/{Commit}/config.json");
        Fixture.Tree().Keys.Should().NotContain(path => path.Contains("/refs/"));
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("config.json", "config.json")]
    [InlineData("my config.json", "my%20config.json")]
    [InlineData("a#b.json", "a%23b.json")]
    [InlineData("a&b=c+d;e.json", "a%26b%3Dc%2Bd%3Be.json")]
    [InlineData("ä.json", "%C3%A4.json")]
    [InlineData("a..b.json", "a..b.json")]
    public void Subfolders_and_file_names_are_escaped_in_the_address_and_not_in_the_cache(string file, string escaped)
    {
        Hub.Publish($"sub/folder%20x/{escaped}", TinyConfig.Json);
        PretrainedLoadOptions options = Options with { Subfolder = "sub/folder x", ConfigFileName = file };

        string? path = Load(options).LoadedFrom;

        ShouldHaveRequested($"/acme/tiny/resolve/main/sub/folder%20x/{escaped}");
        path.Should().Be(Cache.PathOf($"sub/folder x/{file}"));
        ShouldHaveTree(
            $"models--acme--tiny/snapshots/{Commit}/sub/folder x/{file}",
            $"-> ../../../../blobs/{Tiny.ETag}"
        );
        Load(options with { LocalFilesOnly = true }).LoadedFrom.Should().Be(path);
    }

    [Fact]
    public void A_repo_without_an_organisation_is_requested_by_its_name()
    {
        Hub.Publish(FileName, TinyConfig.Json, repo: "tiny");

        Client
            .Download("tiny", FileName)
            .Path.Should()
            .Be(Path.Combine(Cache.Directory, "models--tiny", "snapshots", Commit, FileName));

        ShouldHaveRequested("/tiny/resolve/main/config.json");
    }

    private void ShouldHaveRequested(string target) =>
        Hub.Requests.Select(request => request.Target).Should().HaveCount(2).And.AllBe(target);
}
