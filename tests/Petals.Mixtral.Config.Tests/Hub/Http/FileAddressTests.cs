using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>How a file of a repo is asked for, and where it then lies.</summary>
public sealed class FileAddressTests
{
    [Theory]
    [InlineData("refs/pr/1", "refs%2Fpr%2F1")]
    [InlineData("v1.0", "v1.0")]
    [InlineData("feature/x y", "feature%2Fx%20y")]
    [InlineData("a#b&c=d", "a%23b%26c%3Dd")]
    [InlineData("ä", "%C3%A4")]
    public async Task A_revision_is_one_part_of_the_address_and_as_many_of_the_path_of_its_ref_as_it_has(
        string revision,
        string escaped
    )
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish("config.json", TinyConfig.Json, revision);

        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: fixture.Options with
            {
                Revision = revision,
            }
        );

        fixture
            .Hub.Requests.Select(request => request.Target)
            .Should()
            .HaveCount(2)
            .And.AllBe($"/acme/tiny/resolve/{escaped}/config.json");
        fixture.Tree().Should().Contain($"models--acme--tiny/refs/{revision}", HubCacheBuilder.Commit);
        DistributedMixtralConfig
            .FromPretrained(
                HubCacheBuilder.Repo,
                options: fixture.Options with
                {
                    Revision = revision,
                    LocalFilesOnly = true,
                }
            )
            .HiddenSize.Should()
            .Be(64);
    }

    [Fact]
    public async Task A_commit_hash_needs_no_ref()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: fixture.Options with
            {
                Revision = HubCacheBuilder.Commit,
            }
        );

        fixture
            .Hub.Requests.Select(request => request.Target)
            .Should()
            .AllBe($"/acme/tiny/resolve/{HubCacheBuilder.Commit}/config.json");
        fixture.Tree().Keys.Should().NotContain(path => path.Contains("/refs/", StringComparison.Ordinal));
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("config.json", "config.json")]
    [InlineData("my config.json", "my%20config.json")]
    [InlineData("a#b.json", "a%23b.json")]
    [InlineData("a&b=c+d;e.json", "a%26b%3Dc%2Bd%3Be.json")]
    [InlineData("ä.json", "%C3%A4.json")]
    [InlineData("a..b.json", "a..b.json")]
    public async Task A_subfolder_and_any_name_are_asked_for_and_found_again(string file, string escaped)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish($"sub/{Uri.EscapeDataString("folder x")}/{escaped}", TinyConfig.Json);
        PretrainedLoadOptions options = fixture.Options with { Subfolder = "sub/folder x", ConfigFileName = file };

        string? path = DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: options).LoadedFrom;

        fixture
            .Hub.Requests.Select(request => request.Target)
            .Should()
            .HaveCount(2)
            .And.AllBe($"/acme/tiny/resolve/main/sub/folder%20x/{escaped}");
        path.Should()
            .Be(Path.Combine(fixture.Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "sub", "folder x", file));
        fixture
            .Tree()
            .Should()
            .Contain(
                $"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/sub/folder x/{file}",
                $"-> ../../../../blobs/{HubContent.Of(TinyConfig.Json).ETag}"
            );
        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: options with { LocalFilesOnly = true })
            .LoadedFrom.Should()
            .Be(path);
    }

    [Fact]
    public async Task A_repo_without_an_organisation_is_asked_for_by_its_name()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish("config.json", TinyConfig.Json, repo: "tiny");
        using var client = new HubClient(fixture.ClientOptions);

        client
            .Download("tiny", "config.json")
            .Path.Should()
            .Be(
                Path.Combine(
                    fixture.Cache.Directory,
                    "models--tiny",
                    "snapshots",
                    HubCacheBuilder.Commit,
                    "config.json"
                )
            );
        fixture.Hub.Requests.Select(request => request.Target).Should().AllBe("/tiny/resolve/main/config.json");
    }
}
