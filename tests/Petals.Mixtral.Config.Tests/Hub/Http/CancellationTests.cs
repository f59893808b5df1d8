namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The caller cancels a load at different moments.</summary>
public sealed class CancellationTests : HubTest
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

    public override ValueTask DisposeAsync()
    {
        _source.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task A_load_that_is_cancelled_before_it_begins_sends_no_request()
    {
        await _source.CancelAsync();

        await ShouldBeCancelledAsync();

        Hub.Requests.Should().BeEmpty();
        Directory.Exists(Cache.Directory).Should().BeFalse();
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task A_load_can_be_cancelled_while_it_waits_for_an_answer(string method)
    {
        Hub.Answer = async context =>
        {
            bool isMeant = context.Request.Method == method;
            if (isMeant)
            {
                await _source.CancelAsync();
                await FakeHub.GoneAsync(context);
            }

            return isMeant;
        };

        await ShouldBeCancelledAsync();

        Methods.Should().ContainSingle(each => each == method);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_can_be_cancelled_while_its_content_arrives(bool isChunked)
    {
        Hub.Sending(async context =>
        {
            context.Response.ContentLength = isChunked ? null : 1000;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await FakeHub.GoneAsync(context);
        });
        var progress = new ProgressRecorder(value => _source.CancelAfter(value.BytesReceived > 0 ? 0 : -1));

        await ShouldBeCancelledAsync(() =>
            Client.DownloadAsync(Repo, FileName, new() { Progress = progress }, _source.Token)
        );

        Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    public async Task A_load_can_be_cancelled_while_it_waits_for_the_next_attempt()
    {
        Hub.Failing(503);
        var environment = new ConfigEnvironment(_ => null, Folder.Path) { Clock = new CancellingClock(_source) };

        await ShouldBeCancelledAsync(Options with { Environment = environment });

        Hub.Requests.Should().ContainSingle();
    }

    private Task ShouldBeCancelledAsync(PretrainedLoadOptions? options = null) =>
        ShouldBeCancelledAsync(() =>
            DistributedMixtralConfig.FromPretrainedAsync(
                Repo,
                options: options ?? Options,
                cancellationToken: _source.Token
            )
        );

    private async Task ShouldBeCancelledAsync(Func<Task> load)
    {
        OperationCanceledException exception = (await load.Should().ThrowAsync<OperationCanceledException>()).Which;
        exception.CancellationToken.Should().Be(_source.Token);
        Clock.Waits.Should().BeEmpty();
        Fixture.ShouldHaveKeptNothing();
    }

    /// <summary>Cancels on the first wait, and ends none.</summary>
    private sealed class CancellingClock(CancellationTokenSource source) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            source.CancelAfter(TimeSpan.Zero);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
