using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>What the end of a client means for others.</summary>
public sealed class DisposalTests
{
    [Fact]
    public async Task A_client_that_has_joined_another_s_download_goes_on_when_that_one_ends()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        var asked = new TaskCompletionSource();
        int count = 0;
        fixture.Hub.Answer = async context =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                asked.SetResult();
                var aborted = new TaskCompletionSource();
                context.RequestAborted.Register(aborted.SetResult);
                await aborted.Task;
                return true;
            }

            return false;
        };
        var first = new HubClient(fixture.ClientOptions);
        using var second = new HubClient(fixture.ClientOptions);
        Task<HubFile> leading = first.DownloadAsync(
            HubCacheBuilder.Repo,
            "config.json",
            cancellationToken: TestContext.Current.CancellationToken
        );
        await asked.Task;
        Task<HubFile> joined = second.DownloadAsync(
            HubCacheBuilder.Repo,
            "config.json",
            cancellationToken: TestContext.Current.CancellationToken
        );

        first.Dispose();

        await FluentActions.Awaiting(() => leading).Should().ThrowAsync<ObjectDisposedException>();
        (await joined).CommitHash.Should().Be(HubCacheBuilder.Commit);
        await FluentActions
            .Awaiting(() =>
                first.DownloadAsync(
                    HubCacheBuilder.Repo,
                    "config.json",
                    cancellationToken: TestContext.Current.CancellationToken
                )
            )
            .Should()
            .ThrowAsync<ObjectDisposedException>();
    }
}
