namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>ForceDownload requests the current metadata, and downloads only what has changed.</summary>
[Needs(Links)]
public sealed class RevalidationTests : HubTest
{
    private const string Changed = """{"hidden_size": 8}""";
    private static readonly string ChangedLink = $"-> ../../blobs/{HubContent.Of(Changed).ETag}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unchanged_file_is_kept_after_one_request_with_its_tag(bool asLink)
    {
        Fill(asLink);
        IReadOnlyDictionary<string, string> before = Fixture.Tree();

        ShouldLoad(Forced);

        ShouldHaveClaimed(Tiny.ETag);
        Fixture.Tree().Should().BeEquivalentTo(before);
        Warnings.Should().BeEmpty();
    }

    [Fact]
    public void A_request_for_a_file_that_is_not_cached_has_no_tag()
    {
        Load(Forced);

        Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.IfNoneMatch == null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Changed_content_at_a_new_commit_gets_a_snapshot_of_its_own(bool asLink)
    {
        Fill(asLink);
        Hub.Publish(FileName, Changed, commit: OtherCommit);

        DistributedMixtralConfig config = Load(Forced);

        config.HiddenSize.Should().Be(8);
        config.CommitHash.Should().Be(OtherCommit);
        ShouldHaveTree("models--acme--tiny/refs/main", OtherCommit);
        ShouldHaveTree($"models--acme--tiny/snapshots/{OtherCommit}/config.json", ChangedLink);
        ShouldLoad(Cache.Options with { Revision = Commit });
        Load(Cache.Options).HiddenSize.Should().Be(8);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Changed_content_at_the_same_commit_replaces_the_file(bool asLink)
    {
        Fill(asLink);
        Hub.Publish(FileName, Changed);

        Load(Forced).HiddenSize.Should().Be(8);

        Hub.Gets.Should().ContainSingle();
        ShouldHaveTree($"models--acme--tiny/snapshots/{Commit}/config.json", ChangedLink);
        Load(Cache.Options).HiddenSize.Should().Be(8);
    }

    [Fact]
    public void Unchanged_content_at_a_new_commit_is_linked_and_not_downloaded()
    {
        Fill(asLink: true);
        Hub.Publish(FileName, TinyConfig.Json, commit: OtherCommit);

        Load(Forced).CommitHash.Should().Be(OtherCommit);

        Hub.Gets.Should().BeEmpty();
        ShouldHaveTree("models--acme--tiny/refs/main", OtherCommit);
        foreach (string commit in (string[])[Commit, OtherCommit])
        {
            ShouldHaveTree($"models--acme--tiny/snapshots/{commit}/config.json", $"-> ../../blobs/{Tiny.ETag}");
        }
    }

    [Fact]
    public void A_cached_file_is_loaded_without_a_request_unless_ForceDownload_is_set()
    {
        Fill(asLink: false);
        Hub.Publish(FileName, Changed, commit: OtherCommit);

        ShouldLoad();

        Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public void Download_returns_whether_the_file_was_downloaded()
    {
        Fill(asLink: true);
        var force = new HubDownloadOptions { ForceDownload = true };

        Client.Download(Repo, FileName, force).WasDownloaded.Should().BeFalse();
        Hub.Publish(FileName, Changed);
        Client.Download(Repo, FileName, force).WasDownloaded.Should().BeTrue();
    }

    [Fact]
    public void A_file_in_a_folder_named_blobs_is_not_a_blob()
    {
        Hub.Publish("blobs/config.json", TinyConfig.Json);
        Cache.Ref().File("blobs/config.json");

        Client
            .Download(Repo, "blobs/config.json", new HubDownloadOptions { ForceDownload = true })
            .WasDownloaded.Should()
            .BeFalse();

        ShouldHaveClaimed(Tiny.ETag);
    }

    [Fact]
    public void A_link_to_another_file_is_requested_with_the_hash_of_its_content()
    {
        Cache.Ref().File("other.json");
        SymbolicLinks.ToFile(SnapshotFile, "other.json");

        ShouldLoad(Forced);

        ShouldHaveClaimed(Tiny.ETag);
    }

    private void Fill(bool asLink) => _ = asLink ? Cache.Ref().Link() : Cache.Ref().File();

    private void ShouldHaveClaimed(string tag)
    {
        HubRequest request = Hub.Requests.Should().ContainSingle().Which;
        request.Method.Should().Be("HEAD");
        request.IfNoneMatch.Should().Be($"\"{tag}\"");
    }
}
