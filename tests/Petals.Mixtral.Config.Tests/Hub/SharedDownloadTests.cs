using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Callers that want the same file at the same time share one download.</summary>
public sealed class SharedDownloadTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HubFixture _fixture = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fixture = await HubFixture.WithTinyModelAsync();

        // The answer is held back until all have asked, which on a busy machine takes longer than a caller waits by
        // default: it would ask again.
        _fixture.Variables["HF_HUB_ETAG_TIMEOUT"] = _fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "3600";
        _fixture.Hub.Sending(async context =>
        {
            _asked.TrySetResult();
            await _release.Task.WaitAsync(context.RequestAborted);
            await HubContent.Of(TinyConfig.Json).SendAsync(context);
        });
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Sixty_four_callers_that_block_or_await_ask_once()
    {
        // The callers that block wait for the lock of those that await, by a clock on which a minute takes a minute: then
        // they would download without the lock.
        HubClientOptions options = _fixture.ClientOptions with
        {
            Environment = new ConfigEnvironment(_fixture.Variables.GetValueOrDefault, null),
        };
        using var client = new HubClient(options);
        using var other = new HubClient(options);
        using var started = new CountdownEvent(32);
        var blocking = Enumerable
            .Range(0, 32)
            .Select(i =>
                Task.Factory.StartNew(
                    () =>
                    {
                        started.Signal();
                        return (i % 2 == 0 ? client : other).Download(HubCacheBuilder.Repo, "config.json");
                    },
                    Cancellation,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToList();
        var awaiting = Enumerable
            .Range(0, 32)
            .Select(i =>
                (i % 2 == 0 ? client : other).DownloadAsync(HubCacheBuilder.Repo, "config.json", null, Cancellation)
            )
            .ToList();

        started.Wait(Cancellation);
        await _asked.Task.WaitAsync(Cancellation);
        _release.SetResult();
        HubFile[] files = await Task.WhenAll([.. blocking, .. awaiting]);

        files.Select(file => file.Path).Distinct().Should().ContainSingle();
        File.ReadAllText(files[0].Path).Should().Be(TinyConfig.Json);
        _fixture.Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    public async Task Where_the_first_caller_changes_its_mind_the_others_get_the_file()
    {
        using var client = new HubClient(_fixture.ClientOptions);
        using var cancellation = new CancellationTokenSource();
        Task<HubFile> first = client.DownloadAsync(HubCacheBuilder.Repo, "config.json", null, cancellation.Token);
        Task<HubFile>[] others =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(_ => client.DownloadAsync(HubCacheBuilder.Repo, "config.json", null, Cancellation)),
        ];
        await _asked.Task.WaitAsync(Cancellation);

        await cancellation.CancelAsync();
        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
        _release.SetResult();

        (await Task.WhenAll(others)).Should().OnlyContain(file => file.CommitHash == HubCacheBuilder.Commit);
        _fixture.Hub.Gets.Should().HaveCount(2);
        _fixture.Tree().Keys.Should().NotContain(path => path.EndsWith(".incomplete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_another_caller_changes_its_mind_the_first_gets_the_file()
    {
        using var client = new HubClient(_fixture.ClientOptions);
        using var cancellation = new CancellationTokenSource();
        Task<HubFile> first = client.DownloadAsync(HubCacheBuilder.Repo, "config.json", null, Cancellation);
        Task<HubFile> other = client.DownloadAsync(HubCacheBuilder.Repo, "config.json", null, cancellation.Token);
        await _asked.Task.WaitAsync(Cancellation);

        await cancellation.CancelAsync();
        await FluentActions.Awaiting(() => other).Should().ThrowAsync<OperationCanceledException>();
        _release.SetResult();

        (await first).WasDownloaded.Should().BeTrue();
        _fixture.Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    public async Task Callers_with_different_tokens_do_not_share()
    {
        using var one = new HubClient(_fixture.ClientOptions with { Token = "hf_one" });
        using var two = new HubClient(_fixture.ClientOptions with { Token = "hf_two" });
        _release.SetResult();

        await Task.WhenAll(
            one.DownloadAsync(HubCacheBuilder.Repo, "config.json", null, Cancellation),
            two.DownloadAsync(HubCacheBuilder.Repo, "config.json", null, Cancellation)
        );

        _fixture
            .Hub.Requests.Where(request => request.Method == "HEAD")
            .Select(request => request.Authorization)
            .Should()
            .BeEquivalentTo("Bearer hf_one", "Bearer hf_two");
    }
}
