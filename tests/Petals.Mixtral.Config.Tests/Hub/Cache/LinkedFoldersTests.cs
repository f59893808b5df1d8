namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Folders of the cache that are links to a folder outside of it.</summary>
[Needs(Links)]
public sealed class LinkedFoldersTests : HubTest
{
    private const string Refused = "leads out of the cache directory";

    private string Outside => Folder.Combine("outside");

    public override ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Outside);
        return base.InitializeAsync();
    }

    [Fact]
    public void The_folder_of_a_repo_may_be_elsewhere()
    {
        Link("");

        ShouldLoad();
        ShouldLoad();

        Hub.Gets.Should().ContainSingle();
        File.ReadAllText(Path.Combine(Outside, "blobs", Tiny.ETag)).Should().Be(TinyConfig.Json);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_snapshot_elsewhere_is_refused(bool forceDownload)
    {
        Folder.Write("outside/config.json", "{}");
        Cache.Ref();
        Link($"snapshots/{Commit}");

        (await FailAsync<HubException>(Options with { ForceDownload = forceDownload }))
            .Message.Should()
            .Contain(Refused);
        Directory.GetFileSystemEntries(Outside).Should().Equal(Path.Combine(Outside, FileName));
    }

    [Fact]
    public async Task A_snapshot_elsewhere_is_refused_even_if_its_link_looks_like_one_to_a_blob_of_the_repo()
    {
        Cache.Ref().Link(commit: OtherCommit);
        SymbolicLinks.ToFile(Path.Combine(Outside, FileName), $"../../blobs/{Tiny.ETag}");
        Link($"snapshots/{Commit}");

        (await FailAsync<HubException>()).Message.Should().Contain(Refused);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_of_blobs_elsewhere_is_not_changed(bool hasBlob)
    {
        Folder.Write($"outside/{Tiny.ETag}.{Guid.NewGuid():N}.incomplete", "");
        if (hasBlob)
        {
            Folder.Write($"outside/{Tiny.ETag}", TinyConfig.Json);
        }

        string[] before = Directory.GetFileSystemEntries(Outside);
        Link("blobs");

        (await FailAsync<HubException>()).Message.Should().Contain(Refused);

        Directory.GetFileSystemEntries(Outside).Should().BeEquivalentTo(before);
        Fixture.Tree().Keys.Should().NotContain(path => path.Contains("/snapshots/"));
    }

    [Fact]
    public void A_folder_of_refs_elsewhere_is_not_written_and_the_file_is_loaded_with_a_warning()
    {
        Link("refs");

        ShouldLoad();

        Directory.GetFileSystemEntries(Outside).Should().BeEmpty();
        Warnings.Should().ContainSingle().Which.Should().StartWith($"The cache file {Main} cannot be written: ");
    }

    [Fact]
    public async Task A_folder_of_absent_files_elsewhere_is_not_written()
    {
        Link(".no_exist");

        await FailAsync<EntryNotFoundException>(Options with { ConfigFileName = "missing.json" });

        Directory.GetFileSystemEntries(Outside).Should().BeEmpty();
    }

    private void Link(string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.Combine(Cache.RepoFolder, folder));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        SymbolicLinks.ToDirectory(path, Outside);
    }
}
