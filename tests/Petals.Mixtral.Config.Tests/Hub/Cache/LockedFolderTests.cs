using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Folders that may not be searched: what is in them is not known, which is not the same as missing.</summary>
public sealed class LockedFolderTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly LockedPaths _locked = new();

    private HubCacheBuilder Cache => new(_directory);

    public void Dispose()
    {
        _locked.Dispose();
        _directory.Dispose();
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
    public void A_snapshot_that_may_not_be_searched_is_an_error_of_the_cache()
    {
        Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        _locked.Lock(Path.Combine(Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit));

        FluentActions
            .Invoking(() => new HubCache(Cache.Directory).TryGetFile(HubCacheBuilder.Repo, "config.json"))
            .Should()
            .Throw<HubException>()
            .WithMessage(
                $"The snapshot of {HubCacheBuilder.Commit} in '{Cache.RepoFolder}' cannot be read: *Check "
                    + "its permissions."
            );
        FluentActions
            .Invoking(() => CheckpointIndex.Load(HubCacheBuilder.Repo, Cache.Options))
            .Should()
            .Throw<HubException>();
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Cache.Options))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*Check its permissions*");
        ModelResolution.Explain(HubCacheBuilder.Repo, Cache.Options).Outcome.Should().Contain("Check its permissions");
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
    public async Task A_snapshot_that_may_not_be_searched_is_not_written_to_either()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        using var locked = new LockedPaths();
        locked.Lock(Path.Combine(fixture.Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit));

        await fixture.FailAsync<HubException>(options => options with { ForceDownload = true });
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
    public void A_directory_that_may_not_be_searched_is_not_said_to_hold_no_config()
    {
        string model = Path.GetDirectoryName(_directory.Write("model/config.json", TinyConfig.Json))!;
        _locked.Lock(model);

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(model))
            .Should()
            .Throw<ConfigNotFoundException>()
            .WithMessage("*it cannot be examined*check the permissions of its directory*");
        FluentActions
            .Invoking(() => CheckpointIndex.Load(model))
            .Should()
            .Throw<ConfigNotFoundException>()
            .WithMessage("*check the permissions of its directory*");
    }
}
