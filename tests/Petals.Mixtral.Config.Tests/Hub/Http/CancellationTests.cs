using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>A load ends when its caller has changed his mind, at whatever point it is.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public async Task Before_it_begins()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await _cancellation.CancelAsync();

        await ShouldBeCancelledAsync(fixture, fixture.Options);

        fixture.Hub.Requests.Should().BeEmpty();
        Directory.Exists(fixture.Cache.Directory).Should().BeFalse();
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task While_it_waits_for_an_answer(string method)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = async context =>
        {
            bool isMeant = context.Request.Method == method;
            if (isMeant)
            {
                await _cancellation.CancelAsync();
                await Gone(context);
            }

            return isMeant;
        };

        await ShouldBeCancelledAsync(fixture, fixture.Options);

        fixture.Hub.Requests.Count(request => request.Method == method).Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_content_arrives(bool isChunked)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HubClient(fixture.ClientOptions);
        fixture.Hub.Sending(async context =>
        {
            context.Response.ContentLength = isChunked ? null : 1000;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await Gone(context);
        });

        await ShouldBeCancelledAsync(
            fixture,
            () =>
                client.DownloadAsync(
                    HubCacheBuilder.Repo,
                    "config.json",
                    new HubDownloadOptions { Progress = new CancellingProgress(_cancellation) },
                    _cancellation.Token
                )
        );

        fixture.Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    public async Task While_it_waits_to_try_again()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context => context.Response.StatusCode = 503);
        var environment = new ConfigEnvironment(_ => null, fixture.Directory.Path)
        {
            Clock = new CancellingClock(_cancellation),
        };

        await ShouldBeCancelledAsync(fixture, fixture.Options with { Environment = environment });

        fixture.Hub.Requests.Should().ContainSingle();
    }

    private Task ShouldBeCancelledAsync(HubFixture fixture, PretrainedLoadOptions options) =>
        ShouldBeCancelledAsync(
            fixture,
            () =>
                DistributedMixtralConfig.FromPretrainedAsync(
                    HubCacheBuilder.Repo,
                    options: options,
                    cancellationToken: _cancellation.Token
                )
        );

    private async Task ShouldBeCancelledAsync(HubFixture fixture, Func<Task> load)
    {
        OperationCanceledException exception = (await load.Should().ThrowAsync<OperationCanceledException>()).Which;

        exception.CancellationToken.Should().Be(_cancellation.Token);
        fixture.Clock.Waits.Should().BeEmpty();
        fixture.ShouldHaveKeptNothing();
    }

    /// <summary>Ends when whoever asked has gone.</summary>
    private static Task Gone(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(gone.SetResult);
        return gone.Task;
    }

    /// <summary>Cancels as soon as something has arrived.</summary>
    private sealed class CancellingProgress(CancellationTokenSource cancellation) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.BytesReceived > 0)
            {
                cancellation.CancelAfter(TimeSpan.Zero);
            }
        }
    }

    /// <summary>A clock on which no wait ever ends, and the first is the reason to cancel.</summary>
    private sealed class CancellingClock(CancellationTokenSource cancellation) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            cancellation.CancelAfter(TimeSpan.Zero);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
