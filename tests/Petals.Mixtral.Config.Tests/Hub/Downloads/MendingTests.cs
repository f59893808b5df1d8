using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>ForceDownload trusts nothing in the cache that is not what it says it is, and puts it right.</summary>
public sealed class MendingTests : IAsyncLifetime
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    private HubFixture _fixture = null!;

    private string Pointer =>
        Path.Combine(_fixture.Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json");

    private string Blob => Path.Combine(_fixture.Cache.RepoFolder, "blobs", Tiny.ETag);

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("""{"hidden_size": 8}""")]
    [InlineData("{")]
    [InlineData("")]
    public void A_damaged_blob_is_not_claimed_to_be_known_and_is_replaced(string content)
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, content);

        Load();

        _fixture.Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.IfNoneMatch == null);
        File.ReadAllText(Blob).Should().Be(TinyConfig.Json);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("")]
    [InlineData("main")]
    [InlineData("../../x")]
    public void A_damaged_ref_is_mended(string content)
    {
        _fixture.Cache.Ref("main", content).Link("config.json", Tiny.ETag, TinyConfig.Json);

        Load();

        _fixture.Tree().Should().Contain("models--acme--tiny/refs/main", HubCacheBuilder.Commit);
        _fixture.Hub.Gets.Should().BeEmpty();
    }

    [Fact]
    public void A_ref_to_a_commit_that_is_not_there_is_moved()
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.OtherCommit);

        Load();

        _fixture.Tree().Should().Contain("models--acme--tiny/refs/main", HubCacheBuilder.Commit);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../outside")]
    [InlineData("../../../models--acme--other/blobs/x")]
    [InlineData("config.json")]
    [InlineData("../../blobs/nothing")]
    public void A_pointer_that_leads_outside_or_nowhere_is_replaced_and_what_it_led_to_stays(string target)
    {
        string outside = _fixture.Directory.Write("outside", "not ours");
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("other.json", "{}");
        SymbolicLinks.ToFile(Pointer, target);

        Load();

        SymbolicLinks.TargetOf(Pointer).Should().Be($"../../blobs/{Tiny.ETag}");
        File.ReadAllText(outside).Should().Be("not ours");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_blob_that_is_itself_a_link_is_replaced_by_the_bytes()
    {
        string outside = _fixture.Directory.Write("outside", TinyConfig.Json);
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, "");
        File.Delete(Blob);
        SymbolicLinks.ToFile(Blob, outside);

        Load();

        new FileInfo(Blob).LinkTarget.Should().BeNull();
        File.ReadAllText(Blob).Should().Be(TinyConfig.Json);
    }

    private void Load()
    {
        PretrainedLoadOptions options = _fixture.Options with { ForceDownload = true };
        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: options).HiddenSize.Should().Be(64);
        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: _fixture.Options with { LocalFilesOnly = true })
            .HiddenSize.Should()
            .Be(64);
    }
}
