namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Files and folders without permissions. Their content is unknown, which is not the same as
/// missing.</summary>
[Needs(Permissions)]
public sealed class LockedFileTests : HubTest
{
    private readonly LockedPaths _locked = new();

    private string Snapshot => Path.GetDirectoryName(SnapshotFile)!;

    public override ValueTask DisposeAsync()
    {
        _locked.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public void A_ref_that_cannot_be_read_is_an_error_with_its_revision()
    {
        Cache.Ref().File();
        _locked.Lock(Main);

        HubException exception = Fail<HubException>(() => HubCache.TryGetFile(Repo, FileName));

        exception.Message.Should().Match($"The ref '{Main}' cannot be read: * Check its permissions.");
        exception.Revision.Should().Be("main");
    }

    [Fact]
    [Needs(Links)]
    public async Task A_blob_that_cannot_be_read_is_not_reported_as_damaged()
    {
        Cache.Ref().Link();
        _locked.Lock(Blob);

        (await FailAsync<ConfigFormatException>(Cache.Options))
            .Message.Should()
            .Match("*could not be read: *Check its permissions.");
    }

    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_cannot_be_read_is_requested_without_its_tag(bool asLink)
    {
        Cache.Ref();
        _ = asLink ? Cache.Link() : Cache.File();
        _locked.Lock(asLink ? Blob : SnapshotFile);

        ShouldLoad(Forced);

        Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.IfNoneMatch == null);
        File.ReadAllText(Blob).Should().Be(TinyConfig.Json);
    }

    [Fact]
    public void Snapshots_that_cannot_be_listed_are_not_reported_as_missing()
    {
        Cache.File().Ref("other");
        _locked.Lock(Path.GetDirectoryName(Snapshot)!);

        Fail<ConfigNotFoundException>(Cache.Options)
            .Message.Should()
            .Contain($"{Path.GetDirectoryName(Snapshot)}' is denied");
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_searched_is_an_error_of_the_cache()
    {
        Cache.Ref().File();
        _locked.Lock(Snapshot);

        Fail<HubException>(() => HubCache.TryGetFile(Repo, FileName))
            .Message.Should()
            .Match($"The snapshot of {Commit} in '{Cache.RepoFolder}' cannot be read: *Check its permissions.");
        Fail<HubException>(() => CheckpointIndex.Load(Repo, Cache.Options));
        Fail<ConfigFormatException>(Cache.Options).Message.Should().Contain("Check its permissions");
        ModelResolution.Explain(Repo, Cache.Options).Outcome.Should().Contain("Check its permissions");
        await FailAsync<HubException>(Forced);
    }

    [Fact]
    public void A_local_directory_that_cannot_be_searched_is_not_reported_as_empty()
    {
        string model = Path.GetDirectoryName(Folder.Write("model/config.json", TinyConfig.Json))!;
        _locked.Lock(model);

        Fail<ConfigNotFoundException>(model: model)
            .Message.Should()
            .Match("*it cannot be examined*check the permissions of its directory*");
        Fail<ConfigNotFoundException>(() => CheckpointIndex.Load(model))
            .Message.Should()
            .Contain("check the permissions of its directory");
    }
}
