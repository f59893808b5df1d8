namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>ForceDownload repairs a damaged cache.</summary>
[Needs(Links)]
public sealed class MendingTests : HubTest
{
    [Theory]
    [InlineData("""{"hidden_size": 8}""")]
    [InlineData("{")]
    [InlineData("")]
    public void A_damaged_blob_is_requested_without_its_tag_and_replaced(string content)
    {
        Cache.Ref().Link(content: content);

        ShouldMend();

        Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.IfNoneMatch == null);
        File.ReadAllText(Blob).Should().Be(TinyConfig.Json);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_blob_is_not_used_if_the_Hub_fails(bool blocking)
    {
        await LoadAsync(blocking);
        await File.WriteAllTextAsync(Blob, """{"hidden_size": 1}""", Cancellation);
        Hub.Failing(503);

        await ThrowsAsync<HubException>(() => LoadAsync(blocking, Forced));
    }

    [Theory]
    [InlineData("")]
    [InlineData("main")]
    [InlineData("../../x")]
    public void A_damaged_ref_is_repaired(string content)
    {
        Cache.Ref("main", content).Link();

        ShouldMend();

        ShouldHaveTree("models--acme--tiny/refs/main", Commit);
        Hub.Gets.Should().BeEmpty();
    }

    [Fact]
    public void A_ref_to_a_missing_commit_is_replaced()
    {
        Cache.Ref("main", OtherCommit);

        ShouldMend();

        ShouldHaveTree("models--acme--tiny/refs/main", Commit);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../outside")]
    [InlineData("../../../models--acme--other/blobs/x")]
    [InlineData("config.json")]
    [InlineData("../../blobs/nothing")]
    public void A_link_that_leads_outside_or_nowhere_is_replaced_and_its_target_is_kept(string target)
    {
        string outside = Folder.Write("outside", "not ours");
        Cache.Ref().File("other.json", "{}");
        SymbolicLinks.ToFile(SnapshotFile, target);

        ShouldMend();

        SymbolicLinks.TargetOf(SnapshotFile).Should().Be($"../../blobs/{Tiny.ETag}");
        File.ReadAllText(outside).Should().Be("not ours");
    }

    [Fact]
    public void A_blob_that_is_a_link_out_of_the_cache_is_replaced_by_a_file()
    {
        string outside = Folder.Write("outside", TinyConfig.Json);
        Cache.Ref().Link();
        File.Delete(Blob);
        SymbolicLinks.ToFile(Blob, outside);

        ShouldMend();

        new FileInfo(Blob).LinkTarget.Should().BeNull();
        File.ReadAllText(Blob).Should().Be(TinyConfig.Json);
    }

    private void ShouldMend()
    {
        ShouldLoad(Forced);
        ShouldLoad(Options with { LocalFilesOnly = true });
    }
}
