namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>A blocking call does not wait for an asynchronous one, which may need the blocked thread.</summary>
public sealed class BlockingTests : HubTest
{
    [Fact]
    public async Task A_blocking_call_on_the_thread_that_an_awaiting_one_needs_ends()
    {
        using var http = new HttpClient(new CapturingHandler());
        HubClientOptions options = ClientOptions with { HttpClient = http };
        using var client = new HubClient(options);
        using var blocking = new HubClient(options);

        Task<HubFile> awaiting = new OneThread().Run(async () =>
        {
            Task<HubFile> begun = client.DownloadAsync(Repo, FileName);
            blocking.Download(Repo, FileName).CommitHash.Should().Be(Commit);
            return await begun;
        });

        (await awaiting.WaitAsync(Cancellation)).CommitHash.Should().Be(Commit);
    }

    /// <summary>Continues on the thread that it started on.</summary>
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

    /// <summary>A thread that runs all continuations, like that of a user interface.</summary>
    private sealed class OneThread : SynchronizationContext
    {
        private readonly BlockingCollection<Action> _work = [];

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

                result.SetFromTask(begun);
            })
            {
                IsBackground = true,
            }.Start();
            return result.Task;
        }

        public override void Post(SendOrPostCallback d, object? state) => _work.Add(() => d(state));
    }
}
