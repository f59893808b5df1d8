using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>That a download ends when it is told to, wherever it is.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData("HEAD", false)]
    [InlineData("GET", false)]
    [InlineData("GET", true)]
    public async Task It_ends_at_the_question_at_the_content_and_inside_of_it(string method, bool midway)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var source = new CancellationTokenSource();
        fixture.Hub.Answer = async context =>
        {
            if (context.Request.Method != method)
            {
                return false;
            }

            if (midway)
            {
                await context.Response.Body.WriteAsync(new byte[1]);
                await context.Response.Body.FlushAsync();
            }

            await source.CancelAsync();
            var aborted = new TaskCompletionSource();
            context.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
            return true;
        };

        await FluentActions.Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync(HubCacheBuilder.Repo, options: fixture.Options, cancellationToken: source.Token))
            .Should().ThrowAsync<OperationCanceledException>();
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task It_ends_while_it_waits_for_the_next_attempt()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(int.MaxValue, 503, "Retry-After", "15");
        using var source = new CancellationTokenSource();
        PretrainedLoadOptions options = fixture.Options with { Environment = new ConfigEnvironment(_ => null, null) { Clock = new CancellingClock(source) } };

        await FluentActions.Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync(HubCacheBuilder.Repo, options: options, cancellationToken: source.Token))
            .Should().ThrowAsync<OperationCanceledException>();
        fixture.Hub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task It_does_not_begin_when_it_was_cancelled_before()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        await FluentActions.Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync(HubCacheBuilder.Repo, options: fixture.Options, cancellationToken: new CancellationToken(canceled: true)))
            .Should().ThrowAsync<OperationCanceledException>();
        fixture.Hub.Requests.Should().BeEmpty();
    }

    /// <summary>Cancels as soon as somebody waits, and lets nobody wait to the end.</summary>
    private sealed class CancellingClock(CancellationTokenSource source) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            source.CancelAfter(TimeSpan.FromMilliseconds(1));
            return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
