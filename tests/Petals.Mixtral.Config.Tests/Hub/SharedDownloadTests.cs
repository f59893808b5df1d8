namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Callers that request the same file at the same time share one download.</summary>
public sealed class SharedDownloadTests : HubTest
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Uses the clock of the system, so a minute of waiting for the lock takes a minute.</summary>
    private HubClientOptions RealTime =>
        ClientOptions with
        {
            Environment = new ConfigEnvironment(Variables.GetValueOrDefault, null),
        };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();

        // The response is delayed until all callers wait, which may take longer than the default time-out.
        Variables["HF_HUB_ETAG_TIMEOUT"] = Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "3600";
        Hub.Sending(async context =>
        {
            _asked.TrySetResult();
            await _release.Task.WaitAsync(context.RequestAborted);
            await Tiny.SendAsync(context);
        });
    }

    [Fact]
    [Needs(Locks, WholeWindows)]
    public async Task Sixty_four_blocking_and_awaiting_callers_share_one_request()
    {
        using var client = new HubClient(RealTime);
        using var other = new HubClient(RealTime);
        using var started = new CountdownEvent(32);
        var blocking = Enumerable
            .Range(0, 32)
            .Select(i =>
                Task.Factory.StartNew(
                    () =>
                    {
                        started.Signal();
                        return (i % 2 == 0 ? client : other).Download(Repo, FileName);
                    },
                    Cancellation,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToList();
        var awaiting = Enumerable
            .Range(0, 32)
            .Select(i => (i % 2 == 0 ? client : other).DownloadAsync(Repo, FileName, null, Cancellation))
            .ToList();

        started.Wait(Cancellation);
        await _asked.Task.WaitAsync(Cancellation);
        _release.SetResult();
        HubFile[] files = await Task.WhenAll([.. blocking, .. awaiting]);

        files.Select(file => file.Path).Distinct().Should().ContainSingle();
        File.ReadAllText(files[0].Path).Should().Be(TinyConfig.Json);
        Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    [Needs(Locks)]
    public async Task The_other_callers_get_the_file_when_the_first_cancels()
    {
        using var client = new HubClient(RealTime);
        using var cancellation = new CancellationTokenSource();
        Task<HubFile> first = client.DownloadAsync(Repo, FileName, null, cancellation.Token);
        await _asked.Task.WaitAsync(Cancellation);
        Task<HubFile>[] others =
        [
            .. Enumerable.Range(0, 8).Select(_ => client.DownloadAsync(Repo, FileName, null, Cancellation)),
        ];

        await cancellation.CancelAsync();
        await ThrowsAsync<OperationCanceledException>(() => first);
        _release.SetResult();

        (await Task.WhenAll(others)).Should().OnlyContain(file => file.CommitHash == Commit);
        Hub.Gets.Should().HaveCount(2);
        Fixture.Tree().Keys.Should().NotContain(path => path.EndsWith(".incomplete"));
    }

    [Fact]
    [Needs(Locks)]
    public async Task The_first_caller_gets_the_file_when_another_cancels()
    {
        using var client = new HubClient(RealTime);
        using var cancellation = new CancellationTokenSource();
        Task<HubFile> first = client.DownloadAsync(Repo, FileName, null, Cancellation);
        await _asked.Task.WaitAsync(Cancellation);
        Task<HubFile> other = client.DownloadAsync(Repo, FileName, null, cancellation.Token);

        await cancellation.CancelAsync();
        await ThrowsAsync<OperationCanceledException>(() => other);
        _release.SetResult();

        (await first).WasDownloaded.Should().BeTrue();
        Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    [Needs(Locks)]
    public async Task Callers_with_different_tokens_do_not_share_a_download()
    {
        using var one = new HubClient(RealTime with { Token = "hf_one" });
        using var two = new HubClient(RealTime with { Token = "hf_two" });
        _release.SetResult();

        await Task.WhenAll(
            one.DownloadAsync(Repo, FileName, null, Cancellation),
            two.DownloadAsync(Repo, FileName, null, Cancellation)
        );

        Hub.Requests.Where(request => request.Method == "HEAD")
            .Select(request => request.Authorization)
            .Should()
            .BeEquivalentTo("Bearer hf_one", "Bearer hf_two");
    }

    [Fact]
    [Needs(Locks)]
    public async Task The_other_client_gets_the_file_when_the_first_is_disposed()
    {
        var first = new HubClient(RealTime);
        using var second = new HubClient(RealTime);
        Task<HubFile> leading = first.DownloadAsync(Repo, FileName, null, Cancellation);
        await _asked.Task.WaitAsync(Cancellation);
        Task<HubFile> joined = second.DownloadAsync(Repo, FileName, null, Cancellation);

        first.Dispose();

        await ThrowsAsync<ObjectDisposedException>(() => leading);
        _release.SetResult();
        (await joined).CommitHash.Should().Be(Commit);
        await ThrowsAsync<ObjectDisposedException>(() => first.DownloadAsync(Repo, FileName, null, Cancellation));
    }
}
