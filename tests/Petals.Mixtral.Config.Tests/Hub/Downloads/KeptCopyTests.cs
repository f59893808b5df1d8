using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>Which copies of a file are used again, and which are not trusted.</summary>
public sealed class KeptCopyTests
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_copy_is_not_kept_where_the_Hub_is_away(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await fixture.LoadAsync(blocking);
        await File.WriteAllTextAsync(
            Path.Combine(fixture.Cache.RepoFolder, "blobs", Tiny.ETag),
            "{\"hidden_size\": 1}",
            TestContext.Current.CancellationToken
        );
        fixture.Hub.FailingFirst(int.MaxValue, 503);

        await FluentActions
            .Awaiting(() => fixture.LoadAsync(blocking, options => options with { ForceDownload = true }))
            .Should()
            .ThrowAsync<HubException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_links_the_same_content_at_another_commit_is_copied_and_not_fetched(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_DISABLE_SYMLINKS"] = "1";
        await fixture.LoadAsync(blocking);
        fixture.Hub.Publish("config.json", TinyConfig.Json, commit: HubCacheBuilder.OtherCommit).Requests.Clear();

        (await fixture.LoadAsync(blocking, options => options with { ForceDownload = true }))
            .CommitHash.Should()
            .Be(HubCacheBuilder.OtherCommit);

        fixture.Hub.Gets.Should().BeEmpty();
        fixture.Tree().Keys.Where(path => path.EndsWith("config.json", StringComparison.Ordinal)).Should().HaveCount(2);
    }
}
