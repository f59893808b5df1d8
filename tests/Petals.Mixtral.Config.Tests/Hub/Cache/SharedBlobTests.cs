namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Blobs that all repos of the cache share.</summary>
public sealed class SharedBlobTests : HubTest
{
    private readonly string _shared = $"{Tiny.ETag[..2]}/{Tiny.ETag}";

    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_shared_blob_is_linked_and_not_downloaded_again(bool isCached)
    {
        Folder.Write($"hub/blobs/{_shared}", TinyConfig.Json);
        Cache.Ref("main", isCached ? Commit : OtherCommit).Link(commit: isCached ? Commit : "other");
        File.Delete(Blob);
        SymbolicLinks.ToFile(Blob, $"../../blobs/{_shared}");

        ShouldLoad(Forced);

        Hub.Gets.Should().BeEmpty();
        new FileInfo(Blob).LinkTarget.Should().NotBeNull();
    }
}
