using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>Code of the caller that runs during a download, and loads the same model, does not wait for that
/// download.</summary>
public sealed class ReentranceTests : IAsyncLifetime
{
    private HubFixture _fixture = null!;
    private int _begun;
    private DistributedMixtralConfig? _inner;

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_logger_may_load_the_model_that_is_being_downloaded(bool blocking, bool innerBlocking)
    {
        using var logger = new ActingLoggerFactory(_ => LoadOnce(innerBlocking));

        DistributedMixtralConfig config = await _fixture.LoadAsync(
            blocking,
            options => options with { LoggerFactory = logger }
        );

        _inner.Should().Be(config);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_report_of_progress_may_load_the_model_that_is_being_downloaded(
        bool blocking,
        bool innerBlocking
    )
    {
        // On the system's clock, waiting for the lock of the download would take longer than the test may.
        using var client = new HubClient(_fixture.ClientOptions with { Environment = RealTime() });
        var options = new HubDownloadOptions
        {
            MaxSize = 16 * 1024 * 1024,
            MustBeJsonObject = true,
            Progress = new LoadingProgress(() => LoadOnce(innerBlocking)),
        };

        HubFile file = blocking
            ? client.Download(HubCacheBuilder.Repo, "config.json", options)
            : await client.DownloadAsync(
                HubCacheBuilder.Repo,
                "config.json",
                options,
                TestContext.Current.CancellationToken
            );

        (await File.ReadAllTextAsync(file.Path, TestContext.Current.CancellationToken)).Should().Be(TinyConfig.Json);
        _inner.Should().NotBeNull();
        _fixture.Tree().Keys.Should().NotContain(path => path.EndsWith(".incomplete", StringComparison.Ordinal));
    }

    private ConfigEnvironment RealTime() => new(_fixture.Variables.GetValueOrDefault, _fixture.Directory.Path);

    private void LoadOnce(bool blocking)
    {
        if (Interlocked.Increment(ref _begun) > 1)
        {
            return;
        }

        Task<DistributedMixtralConfig> load = _fixture.LoadAsync(
            blocking,
            options =>
                options with
                {
                    LoggerFactory = null,
                    Environment = RealTime(),
                    DownloadTimeout = TimeSpan.FromSeconds(10),
                }
        );
        _inner = load.GetAwaiter().GetResult();
    }

    private sealed class LoadingProgress(Action load) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => load();
    }
}
