using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>That a blocking call does not wait for one that awaits, which may need the thread that it blocks.</summary>
public sealed class BlockingTests
{
    [Fact]
    public async Task A_blocking_call_on_the_thread_that_an_awaiting_one_needs_ends()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var http = new HttpClient(new CapturingHandler());
        HubClientOptions options = fixture.ClientOptions with { HttpClient = http };
        var thread = new OneThread();

        Task<HubFile> awaiting = thread.Run(() =>
        {
            using var client = new HubClient(options);
            using var blocking = new HubClient(options);
            Task<HubFile> begun = client.DownloadAsync(HubCacheBuilder.Repo, "config.json");
            blocking.Download(HubCacheBuilder.Repo, "config.json").CommitHash.Should().Be(HubCacheBuilder.Commit);
            return begun;
        });

        (await awaiting.WaitAsync(TestContext.Current.CancellationToken))
            .CommitHash.Should()
            .Be(HubCacheBuilder.Commit);
    }

    /// <summary>Goes on, as careless code does, on the thread that it came from.</summary>
    private sealed class CapturingHandler : DelegatingHandler
    {
        public CapturingHandler()
            : base(new SocketsHttpHandler { AllowAutoRedirect = false }) { }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            await Task.Yield();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A thread to which whatever is begun on it comes back, like that of a user interface.</summary>
    private sealed class OneThread : SynchronizationContext
    {
        private readonly System.Collections.Concurrent.BlockingCollection<Action> _work = [];

        public Task<T> Run<T>(Func<Task<T>> begin)
        {
            var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            new Thread(() =>
            {
                SetSynchronizationContext(this);
                Task<T> begun = begin();
                begun.ContinueWith(_ => _work.CompleteAdding(), TaskScheduler.Default);
                foreach (Action action in _work.GetConsumingEnumerable())
                {
                    action();
                }

                result.SetResult(begun.GetAwaiter().GetResult());
            })
            {
                IsBackground = true,
            }.Start();
            return result.Task;
        }

        public override void Post(SendOrPostCallback d, object? state) => _work.Add(() => d(state));
    }
}
