namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>A mirror whose tags are not hashes. Two files may have the same tag.</summary>
public sealed class OpaqueTagTests : HubTest
{
    private const string Tag = "66f2a1b3-8";
    private string _commit = Commit;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Hub.Answer = async context =>
        {
            context.Response.Headers["X-Repo-Commit"] = _commit;
            context.Response.Headers.ETag = $"\"{Tag}\"";
            if (context.Request.Method == "GET")
            {
                bool isText = context.Request.Path.Value!.EndsWith("a.txt", StringComparison.Ordinal);
                await context.Response.WriteAsync(isText ? "not json" : TinyConfig.Json);
            }

            return true;
        };
    }

    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_with_the_same_tag_keep_their_own_content(bool blocking)
    {
        HubFile other = await DownloadAsync(blocking, "a.txt");

        (await LoadAsync(blocking)).HiddenSize.Should().Be(64);

        (await File.ReadAllTextAsync(other.Path, Cancellation)).Should().Be("not json");
    }

    [Fact]
    [Needs(Links)]
    public void An_unchanged_file_of_a_new_commit_is_a_link_also_if_the_cache_directory_is_a_link()
    {
        Directory.CreateDirectory(Cache.Directory);
        string alias = Folder.Combine("alias");
        SymbolicLinks.ToDirectory(alias, Cache.Directory);
        using var client = new HubClient(ClientOptions with { CacheDirectory = alias });
        client.Download(Repo, FileName);
        _commit = OtherCommit;

        HubFile file = client.Download(Repo, FileName);

        file.WasDownloaded.Should().BeFalse();
        SymbolicLinks.TargetOf(file.Path).Should().Be($"../../blobs/{Tag}");
    }
}
