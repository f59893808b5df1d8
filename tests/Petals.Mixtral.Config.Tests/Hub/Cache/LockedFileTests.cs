using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Files and folders of the cache that may not be read: what they hold is not known, and nobody
/// guesses.</summary>
public sealed class LockedFileTests : IAsyncLifetime
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);
    private readonly LockedPaths _locked = new();
    private HubFixture _fixture = null!;

    private HubCacheBuilder Cache => _fixture.Cache;

    private string Blob => Path.Combine(Cache.RepoFolder, "blobs", Tiny.ETag);

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync()
    {
        _locked.Dispose();
        return _fixture.DisposeAsync();
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
    public void A_ref_is_an_error_that_names_the_revision()
    {
        Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        string main = Path.Combine(Cache.RepoFolder, "refs", "main");
        _locked.Lock(main);

        HubException exception = FluentActions
            .Invoking(() => new HubCache(Cache.Directory).TryGetFile(HubCacheBuilder.Repo, "config.json"))
            .Should()
            .Throw<HubException>()
            .Which;

        exception
            .Message.Should()
            .StartWith($"The ref '{main}' cannot be read: ")
            .And.EndWith(" Check its permissions.");
        exception.Revision.Should().Be("main");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Permissions)]
    public async Task A_blob_is_not_said_to_be_damaged_by_who_could_not_read_it()
    {
        Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, TinyConfig.Json);
        _locked.Lock(Blob);

        (await _fixture.FailAsync<ConfigFormatException>(options => options with { LocalFilesOnly = true }))
            .Message.Should()
            .Contain("could not be read: ")
            .And.EndWith("Check its permissions.");
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Permissions)]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_cached_is_not_claimed_to_be_known_and_is_fetched_again(bool asLink)
    {
        Cache.Ref("main", HubCacheBuilder.Commit);
        _ = asLink ? Cache.Link("config.json", Tiny.ETag, TinyConfig.Json) : Cache.File("config.json", TinyConfig.Json);
        _locked.Lock(asLink ? Blob : Cache.PathOf("config.json"));

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: _fixture.Options with { ForceDownload = true })
            .HiddenSize.Should()
            .Be(64);

        _fixture.Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.IfNoneMatch == null);
        File.ReadAllText(Blob).Should().Be(TinyConfig.Json);
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
    public void Snapshots_that_cannot_be_listed_are_not_said_to_be_none()
    {
        Cache.File("config.json", TinyConfig.Json).Ref("other", HubCacheBuilder.Commit);
        _locked.Lock(Path.Combine(Cache.RepoFolder, "snapshots"));

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Cache.Options))
            .Should()
            .Throw<ConfigNotFoundException>()
            .WithMessage("*no such ref; no snapshot can be read*");
    }
}
