using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>What a download leaves in the cache, entry by entry, as Python's client leaves it.</summary>
public sealed class LayoutTests
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_downloaded_file_lies_where_Python_looks_for_it(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        DistributedMixtralConfig config = blocking
            ? DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options)
            : await DistributedMixtralConfig.FromPretrainedAsync(
                HubCacheBuilder.Repo,
                options: fixture.Options,
                cancellationToken: TestContext.Current.CancellationToken
            );

        config.CommitHash.Should().Be(HubCacheBuilder.Commit);
        config.DhtPrefix.Should().Be("acme/tiny");
        config
            .LoadedFrom.Should()
            .Be(Path.Combine(fixture.Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json"));
        fixture
            .Tree()
            .Should()
            .BeEquivalentTo(
                new Dictionary<string, string>
                {
                    ["models--acme--tiny/refs/main"] = HubCacheBuilder.Commit,
                    [$"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/config.json"] =
                        $"-> ../../blobs/{Tiny.ETag}",
                    [$"models--acme--tiny/blobs/{Tiny.ETag}"] = TinyConfig.Json,
                    [$".locks/models--acme--tiny/{Tiny.ETag}.lock"] = "",
                }
            );
    }

    [Fact]
    public async Task Without_links_the_snapshot_holds_the_file_itself()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_DISABLE_SYMLINKS"] = "1";

        await fixture.LoadAsync(blocking: true);

        fixture
            .Tree()
            .Keys.Should()
            .BeEquivalentTo(
                "models--acme--tiny/refs/main",
                $"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/config.json",
                $".locks/models--acme--tiny/{Tiny.ETag}.lock"
            );
    }
}
