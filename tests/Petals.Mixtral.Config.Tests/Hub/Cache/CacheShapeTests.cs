namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Damaged caches: the Hub repairs them, and offline they are an error.</summary>
[Needs(Links)]
public sealed class CacheShapeTests : HubTest
{
    private PretrainedLoadOptions Offline => Options with { LocalFilesOnly = true };

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/zero")]
    [InlineData("../../../../outside")]
    public async Task A_link_out_of_the_cache_is_refused_offline_and_replaced_online(string target)
    {
        Folder.Write("outside", TinyConfig.Json);
        Cache.Ref().File("other.json", "{}");
        SymbolicLinks.ToFile(SnapshotFile, target);

        (await FailAsync<HubException>(Offline))
            .Message.Should()
            .Contain("leads out of the cache directory")
            .And.NotContain("root:");
        ShouldRepair();
        SymbolicLinks.TargetOf(SnapshotFile).Should().Be($"../../blobs/{Tiny.ETag}");
    }

    [Fact]
    public async Task A_link_to_itself_is_an_error_offline_and_replaced_online()
    {
        Cache.Ref().File("other.json", "{}");
        SymbolicLinks.ToFile(SnapshotFile, FileName);

        (await FailAsync<ConfigFormatException>(Offline)).Message.Should().Contain("could not be opened");
        ShouldRepair();
    }

    [Theory]
    [Needs(Unix)]
    [InlineData(false, "is empty, or is not a regular file")]
    [InlineData(true, "does not have the hash in its name")]
    public async Task A_pipe_is_an_error_offline_and_replaced_online(bool asBlob, string fault)
    {
        Cache.Ref().Link();
        string pipe = asBlob ? Blob : SnapshotFile;
        File.Delete(pipe);
        Pipes.Create(pipe);

        await Task.Run(
                () =>
                {
                    Fail<PretrainedConfigException>(Offline).Message.Should().Contain(fault);
                    ShouldRepair();
                },
                Cancellation
            )
            .WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    [Needs(Unix)]
    public async Task A_pipe_in_place_of_a_ref_is_damage_even_if_it_contains_a_commit_hash()
    {
        Cache.Ref().File();
        File.Delete(Main);
        Pipes.Create(Main);
        // Opening a pipe for writing alone would wait for a reader.
        using var writer = new FileStream(Main, FileMode.Open, FileAccess.ReadWrite);
        await writer.WriteAsync(Encoding.ASCII.GetBytes(Commit), Cancellation);
        await writer.FlushAsync(Cancellation);

        (await FailAsync<HubException>(Offline)).Message.Should().Contain("is empty, or is not a regular file");
        ShouldRepair();
    }

    [Fact]
    public async Task A_blob_that_is_a_directory_with_content_is_an_error_that_names_the_cache()
    {
        Cache.Ref().Link();
        File.Delete(Blob);
        Directory.CreateDirectory(Path.Combine(Blob, "with-a-folder"));

        (await FailAsync<HubException>())
            .Message.Should()
            .Contain("cannot be written to the cache")
            .And.Contain(Cache.Directory);
        Fixture.Tree().Keys.Should().NotContain(path => path.EndsWith(".incomplete"));
    }

    [Theory]
    [InlineData("{\"hidden_size\": ")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_blob_that_does_not_match_its_name_is_damaged_offline_and_replaced_online(string content)
    {
        Cache.Ref().Link(content: content);

        HubException damage = await FailAsync<HubException>(Offline);

        damage
            .Message.Should()
            .Contain("is damaged")
            .And.Contain(Blob)
            .And.EndWith("Delete the blob and load the model again, or load it with ForceDownload.");
        damage.RepoId.Should().Be(Repo);
        Hub.Requests.Should().BeEmpty();
        ShouldRepair();
        Log.Entries.Should().Contain(entry => entry.Message.StartsWith("The cached file cannot be used"));
    }

    [Theory]
    [InlineData("{\"hidden_size\": ")]
    [InlineData("[]")]
    public async Task A_blob_that_was_published_with_invalid_content_is_not_damaged(string content)
    {
        Cache.Ref().Link(etag: HubContent.Of(content).ETag, content: content);

        (await FailAsync<ConfigFormatException>()).Message.Should().NotContain("damaged");
        Hub.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("a link to nothing", 1)]
    [InlineData("an empty directory in place of the file", 0)]
    [InlineData("an empty directory in place of the blob", 1)]
    [InlineData("an absolute link inside", 0)]
    [InlineData("a file that is also recorded as absent", 0)]
    public void A_file_is_downloaded_only_if_its_blob_cannot_be_read(string shape, int downloads)
    {
        Cache.Ref().Link();
        switch (shape)
        {
            case "a link to nothing":
                File.Delete(Blob);
                break;
            case "an empty directory in place of the file":
                File.Delete(SnapshotFile);
                Directory.CreateDirectory(SnapshotFile);
                break;
            case "an empty directory in place of the blob":
                File.Delete(Blob);
                Directory.CreateDirectory(Blob);
                break;
            case "an absolute link inside":
                File.Delete(SnapshotFile);
                SymbolicLinks.ToFile(SnapshotFile, Blob);
                break;
            default:
                Cache.KnownAbsent();
                break;
        }

        ShouldRepair();
        Hub.Gets.Should().HaveCount(downloads);
        File.ReadAllText(Blob).Should().Be(TinyConfig.Json);
    }

    [Fact]
    public async Task An_invalid_file_without_a_blob_is_an_error_offline_and_replaced_online()
    {
        Variables["HF_HUB_DISABLE_SYMLINKS"] = "1";
        Cache.Ref().File(content: "{");

        await FailAsync<ConfigFormatException>(Offline);
        ShouldRepair();
    }

    [Fact]
    public void A_snapshot_with_the_name_of_a_branch_is_not_used()
    {
        Cache.File(content: """{"hidden_size": 8}""", commit: "main");

        ShouldLoad();
        ShouldHaveTree("models--acme--tiny/refs/main", Commit);
    }

    private void ShouldRepair()
    {
        ShouldLoad();
        ShouldLoad(Offline);
    }
}
