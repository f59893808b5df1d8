using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>A mirror whose tags are no hashes, so that two files may have the same.</summary>
public sealed class OpaqueTagTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_with_the_same_tag_keep_their_own_content(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = async context =>
        {
            context.Response.Headers["X-Repo-Commit"] = HubCacheBuilder.Commit;
            context.Response.Headers.ETag = "\"66f2a1b3-8\"";
            if (context.Request.Method == "GET")
            {
                await context.Response.WriteAsync(
                    context.Request.Path.Value!.EndsWith("a.txt", StringComparison.Ordinal)
                        ? "not json"
                        : TinyConfig.Json
                );
            }

            return true;
        };
        using var client = new HubClient(fixture.ClientOptions);
        HubFile other = blocking
            ? client.Download(HubCacheBuilder.Repo, "a.txt")
            : await client.DownloadAsync(
                HubCacheBuilder.Repo,
                "a.txt",
                cancellationToken: TestContext.Current.CancellationToken
            );

        (await fixture.LoadAsync(blocking)).HiddenSize.Should().Be(64);

        (await File.ReadAllTextAsync(other.Path, TestContext.Current.CancellationToken)).Should().Be("not json");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task An_unchanged_file_of_a_new_commit_is_a_link_also_if_the_cache_directory_is_a_link()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string commit = HubCacheBuilder.OtherCommit;
        fixture.Hub.Answer = async context =>
        {
            context.Response.Headers["X-Repo-Commit"] = commit;
            context.Response.Headers.ETag = "\"66f2a1b3-8\"";
            await (context.Request.Method == "GET" ? context.Response.WriteAsync(TinyConfig.Json) : Task.CompletedTask);
            return true;
        };
        Directory.CreateDirectory(fixture.Cache.Directory);
        string alias = fixture.Directory.Combine("alias");
        SymbolicLinks.ToDirectory(alias, fixture.Cache.Directory);
        using var client = new HubClient(fixture.ClientOptions with { CacheDirectory = alias });
        client.Download(HubCacheBuilder.Repo, "config.json");
        commit = HubCacheBuilder.Commit;

        HubFile file = client.Download(HubCacheBuilder.Repo, "config.json");

        file.WasDownloaded.Should().BeFalse();
        SymbolicLinks.TargetOf(file.Path).Should().Be("../../blobs/66f2a1b3-8");
    }
}
