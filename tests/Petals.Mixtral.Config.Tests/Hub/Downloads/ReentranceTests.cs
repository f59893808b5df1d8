namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>The caller's code may load the same model during its download.</summary>
public sealed class ReentranceTests : HubTest
{
    private int _begun;
    private DistributedMixtralConfig? _inner;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_logger_may_load_the_model_that_is_being_downloaded(bool blocking, bool innerBlocking)
    {
        using var logger = new ActingLoggerFactory(_ => LoadOnce(innerBlocking));

        DistributedMixtralConfig config = await LoadAsync(blocking, Options with { LoggerFactory = logger });

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
        // On the clock of the system, waiting for the lock of the download would take too long.
        using var client = new HubClient(ClientOptions with { Environment = RealTime() });
        var options = new HubDownloadOptions
        {
            MaxSize = 16 * 1024 * 1024,
            MustBeJsonObject = true,
            Progress = new ProgressRecorder(_ => LoadOnce(innerBlocking)),
        };

        HubFile file = blocking
            ? client.Download(Repo, FileName, options)
            : await client.DownloadAsync(Repo, FileName, options, Cancellation);

        (await File.ReadAllTextAsync(file.Path, Cancellation)).Should().Be(TinyConfig.Json);
        _inner.Should().NotBeNull();
        Fixture.Tree().Keys.Should().NotContain(path => path.EndsWith(".incomplete"));
    }

    private ConfigEnvironment RealTime() => new(Variables.GetValueOrDefault, Folder.Path);

    private void LoadOnce(bool blocking)
    {
        if (Interlocked.Increment(ref _begun) > 1)
        {
            return;
        }

        Task<DistributedMixtralConfig> load = LoadAsync(
            blocking,
            Options with
            {
                LoggerFactory = null,
                Environment = RealTime(),
                DownloadTimeout = TimeSpan.FromSeconds(10),
            }
        );
        _inner = load.GetAwaiter().GetResult();
    }
}
