using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>ForceDownload asks whether what is cached is still what the Hub has, and fetches only what is
/// not.</summary>
public sealed class RevalidationTests : IAsyncLifetime
{
    private const string Changed = """{"hidden_size": 8}""";
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    private HubFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void The_Hub_is_told_what_is_cached_and_where_that_is_unchanged_it_stays(bool asLink)
    {
        Cache(asLink);
        IReadOnlyDictionary<string, string> before = _fixture.Tree();

        Load().HiddenSize.Should().Be(64);

        _fixture
            .Hub.Requests.Should()
            .ContainSingle()
            .Which.Should()
            .Match<HubRequest>(request => request.Method == "HEAD" && request.IfNoneMatch == $"\"{Tiny.ETag}\"");
        _fixture.Tree().Should().BeEquivalentTo(before);
        _fixture.Log.Entries.Should().NotContain(entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public void Where_nothing_is_cached_nothing_is_claimed()
    {
        Load();

        _fixture.Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.IfNoneMatch == null);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void Changed_content_at_a_new_commit_gets_a_snapshot_of_its_own(bool asLink)
    {
        Cache(asLink);
        _fixture.Hub.Publish("config.json", Changed, commit: HubCacheBuilder.OtherCommit);

        Load()
            .Should()
            .Match<DistributedMixtralConfig>(config =>
                config.HiddenSize == 8 && config.CommitHash == HubCacheBuilder.OtherCommit
            );

        _fixture
            .Tree()
            .Should()
            .Contain("models--acme--tiny/refs/main", HubCacheBuilder.OtherCommit)
            .And.Contain(
                $"models--acme--tiny/snapshots/{HubCacheBuilder.OtherCommit}/config.json",
                $"-> ../../blobs/{HubContent.Of(Changed).ETag}"
            )
            .And.ContainKey($"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/config.json");
        LoadCached(HubCacheBuilder.Commit).HiddenSize.Should().Be(64);
        LoadCached("main").HiddenSize.Should().Be(8);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void Changed_content_at_the_same_commit_replaces(bool asLink)
    {
        Cache(asLink);
        _fixture.Hub.Publish("config.json", Changed);

        Load().HiddenSize.Should().Be(8);

        _fixture.Hub.Gets.Should().ContainSingle();
        _fixture
            .Tree()
            .Should()
            .Contain(
                $"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/config.json",
                $"-> ../../blobs/{HubContent.Of(Changed).ETag}"
            );
        LoadCached("main").HiddenSize.Should().Be(8);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void The_same_content_at_a_new_commit_is_linked_and_not_fetched()
    {
        Cache(asLink: true);
        _fixture.Hub.Publish("config.json", TinyConfig.Json, commit: HubCacheBuilder.OtherCommit);

        Load().CommitHash.Should().Be(HubCacheBuilder.OtherCommit);

        _fixture.Hub.Gets.Should().BeEmpty();
        _fixture
            .Tree()
            .Should()
            .Contain("models--acme--tiny/refs/main", HubCacheBuilder.OtherCommit)
            .And.Contain(
                $"models--acme--tiny/snapshots/{HubCacheBuilder.OtherCommit}/config.json",
                $"-> ../../blobs/{Tiny.ETag}"
            )
            .And.Contain(
                $"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/config.json",
                $"-> ../../blobs/{Tiny.ETag}"
            );
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void Without_ForceDownload_nobody_is_asked()
    {
        Cache(asLink: true);
        _fixture.Hub.Publish("config.json", Changed, commit: HubCacheBuilder.OtherCommit);

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: _fixture.Options)
            .HiddenSize.Should()
            .Be(64);
        _fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void The_client_of_single_files_says_whether_it_was_downloaded()
    {
        Cache(asLink: true);
        using var client = new HubClient(_fixture.ClientOptions);
        var force = new HubDownloadOptions { ForceDownload = true };

        client.Download(HubCacheBuilder.Repo, "config.json", force).WasDownloaded.Should().BeFalse();
        _fixture.Hub.Publish("config.json", Changed);
        client.Download(HubCacheBuilder.Repo, "config.json", force).WasDownloaded.Should().BeTrue();
    }

    [Fact]
    public void A_file_is_no_blob_because_its_folder_is_called_blobs()
    {
        _fixture.Hub.Publish("blobs/config.json", TinyConfig.Json);
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("blobs/config.json", TinyConfig.Json);

        using var client = new HubClient(_fixture.ClientOptions);
        HubFile file = client.Download(
            HubCacheBuilder.Repo,
            "blobs/config.json",
            new HubDownloadOptions { ForceDownload = true }
        );

        file.WasDownloaded.Should().BeFalse();
        _fixture.Hub.Requests.Should().ContainSingle().Which.IfNoneMatch.Should().Be($"\"{Tiny.ETag}\"");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_file_that_is_a_link_to_another_file_is_known_by_its_content_and_not_by_the_name_of_the_other()
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("other.json", TinyConfig.Json);
        SymbolicLinks.ToFile(_fixture.Cache.PathOf("config.json"), "other.json");

        Load().HiddenSize.Should().Be(64);

        _fixture.Hub.Requests.Should().ContainSingle().Which.IfNoneMatch.Should().Be($"\"{Tiny.ETag}\"");
    }

    private void Cache(bool asLink)
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit);
        _ = asLink
            ? _fixture.Cache.Link("config.json", Tiny.ETag, TinyConfig.Json)
            : _fixture.Cache.File("config.json", TinyConfig.Json);
    }

    private DistributedMixtralConfig Load() =>
        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: _fixture.Options with
            {
                ForceDownload = true,
            }
        );

    private DistributedMixtralConfig LoadCached(string revision) =>
        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: _fixture.Options with
            {
                Revision = revision,
                LocalFilesOnly = true,
            }
        );
}
