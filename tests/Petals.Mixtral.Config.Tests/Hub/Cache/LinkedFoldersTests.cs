using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Folders of the cache that are links: the folder of a repo may be one, and what is inside it may not lead
/// out of it.</summary>
public sealed class LinkedFoldersTests : IAsyncLifetime
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);
    private HubFixture _fixture = null!;

    private string Outside => _fixture.Directory.Combine("outside");

    public async ValueTask InitializeAsync()
    {
        _fixture = await HubFixture.WithTinyModelAsync();
        Directory.CreateDirectory(Outside);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    [Needs(SystemFeature.Links)]
    public void The_folder_of_a_repo_may_be_elsewhere()
    {
        Link("");

        Load();
        Load();

        _fixture.Hub.Gets.Should().ContainSingle();
        File.ReadAllText(Path.Combine(Outside, "blobs", Tiny.ETag)).Should().Be(TinyConfig.Json);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_snapshot_that_is_elsewhere_is_refused(bool forceDownload)
    {
        _fixture.Directory.Write("outside/config.json", "{}");
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit);
        Link($"snapshots/{HubCacheBuilder.Commit}");

        (await _fixture.FailAsync<HubException>(options => options with { ForceDownload = forceDownload }))
            .Message.Should()
            .Contain("leads out of the cache directory");
        Directory.GetFileSystemEntries(Outside).Should().Equal(Path.Combine(Outside, "config.json"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_snapshot_that_is_elsewhere_is_refused_though_its_link_is_written_like_one_to_a_blob_of_the_repo()
    {
        _fixture
            .Cache.Ref("main", HubCacheBuilder.Commit)
            .Link("config.json", Tiny.ETag, TinyConfig.Json, HubCacheBuilder.OtherCommit);
        SymbolicLinks.ToFile(Path.Combine(Outside, "config.json"), $"../../blobs/{Tiny.ETag}");
        Link($"snapshots/{HubCacheBuilder.Commit}");

        (await _fixture.FailAsync<HubException>()).Message.Should().Contain("leads out of the cache directory");
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Into_blobs_that_are_elsewhere_nothing_is_written_and_nothing_there_is_tidied_up(bool isThere)
    {
        string abandoned = _fixture.Directory.Write($"outside/{Tiny.ETag}.{Guid.NewGuid():N}.incomplete", "");
        if (isThere)
        {
            _fixture.Directory.Write($"outside/{Tiny.ETag}", TinyConfig.Json);
        }

        string[] before = Directory.GetFileSystemEntries(Outside);
        Link("blobs");

        (await _fixture.FailAsync<HubException>()).Message.Should().Contain("leads out of the cache directory");
        Directory.GetFileSystemEntries(Outside).Should().BeEquivalentTo(before).And.Contain(abandoned);
        _fixture.Tree().Keys.Should().NotContain(path => path.Contains("/snapshots/", StringComparison.Ordinal));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void Into_refs_that_are_elsewhere_nothing_is_written_but_the_file_is_loaded()
    {
        Link("refs");

        Load();

        Directory.GetFileSystemEntries(Outside).Should().BeEmpty();
        _fixture
            .Log.Entries.Where(entry => entry.Level == LogLevel.Warning)
            .Should()
            .ContainSingle()
            .Which.Message.Should()
            .StartWith("The ref of main of acme/tiny cannot be written, so the Hub will be asked again: ");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_note_that_a_file_is_absent_is_not_written_elsewhere()
    {
        Link(".no_exist");

        await _fixture.FailAsync<EntryNotFoundException>(options => options with { ConfigFileName = "missing.json" });
        Directory.GetFileSystemEntries(Outside).Should().BeEmpty();
    }

    private void Link(string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.Combine(_fixture.Cache.RepoFolder, folder));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        SymbolicLinks.ToDirectory(path, Outside);
    }

    private void Load() =>
        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: _fixture.Options)
            .HiddenSize.Should()
            .Be(64);
}
