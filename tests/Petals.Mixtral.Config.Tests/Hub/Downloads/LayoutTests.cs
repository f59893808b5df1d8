namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>The entries of the cache after a download, which are those of Python's client.</summary>
public sealed class LayoutTests : HubTest
{
    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_downloaded_file_is_a_link_to_a_blob(bool blocking)
    {
        DistributedMixtralConfig config = await LoadAsync(blocking);

        config.CommitHash.Should().Be(Commit);
        config.DhtPrefix.Should().Be(Repo);
        config.LoadedFrom.Should().Be(SnapshotFile);
        ShouldHaveFiles(
            ($"snapshots/{Commit}/config.json", $"-> ../../blobs/{Tiny.ETag}"),
            ($"blobs/{Tiny.ETag}", TinyConfig.Json)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_symlinks_the_snapshot_contains_the_file_and_there_are_no_blobs(bool blocking)
    {
        Variables["HF_HUB_DISABLE_SYMLINKS"] = "1";
        foreach (PretrainedLoadOptions options in (PretrainedLoadOptions[])[Options, Options, Forced])
        {
            await LoadAsync(blocking, options);
            ShouldHaveFiles(($"snapshots/{Commit}/config.json", TinyConfig.Json));
        }

        Hub.Gets.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_symlinks_unchanged_content_at_another_commit_is_copied_and_not_downloaded(bool blocking)
    {
        Variables["HF_HUB_DISABLE_SYMLINKS"] = "1";
        await LoadAsync(blocking);
        Hub.Publish(FileName, TinyConfig.Json, commit: OtherCommit).Requests.Clear();

        (await LoadAsync(blocking, Forced)).CommitHash.Should().Be(OtherCommit);

        Hub.Gets.Should().BeEmpty();
        Fixture.Tree().Keys.Where(path => path.EndsWith(FileName, StringComparison.Ordinal)).Should().HaveCount(2);
    }

    [Fact]
    [Needs(Links)]
    public void A_file_in_a_subfolder_is_a_link_with_one_more_parent()
    {
        Hub.Publish("sub/config.json", TinyConfig.Json);

        Client
            .Download(Repo, FileName, new HubDownloadOptions { Subfolder = "sub" })
            .FileName.Should()
            .Be("sub/config.json");

        ShouldHaveTree($"models--acme--tiny/snapshots/{Commit}/sub/config.json", $"-> ../../../blobs/{Tiny.ETag}");
    }

    private void ShouldHaveFiles(params (string Path, string Content)[] files) =>
        Fixture
            .Tree()
            .Should()
            .BeEquivalentTo(
                new Dictionary<string, string>(
                    files.Select(file => KeyValuePair.Create($"models--acme--tiny/{file.Path}", file.Content))
                )
                {
                    ["models--acme--tiny/refs/main"] = Commit,
                    [$".locks/models--acme--tiny/{Tiny.ETag}.lock"] = "",
                    ["CACHEDIR.TAG"] = "Signature: 8a477f597d28d172789f06886806bc55\n",
                }
            );
}
