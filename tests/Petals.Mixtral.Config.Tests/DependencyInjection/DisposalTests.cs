using Petals.Mixtral.Config.DependencyInjection;

namespace Petals.Mixtral.Config.Tests.DependencyInjection;

public sealed class DisposalTests : IDisposable
{
    private const string EndlessAnswer =
        "HTTP/1.1 200 OK\r\nETag: \"0123456789012345678901234567890123456789\"\r\n"
        + "X-Repo-Commit: 0123456789012345678901234567890123456789\r\nContent-Length: 1000\r\n\r\n";

    private readonly RecordingLoggerFactory _log = new();
    private readonly ChangingConfiguration _configuration = new(("ModelNameOrPath", TinyOptions.Repo));
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TempDirectory _cache = new();
    private readonly RawServer _server;

    public DisposalTests() =>
        _server = new RawServer(request =>
        {
            bool isHead = request.StartsWith("HEAD");
            if (!isHead)
            {
                _requested.TrySetResult();
            }

            return (EndlessAnswer, isHead);
        });

    private IEnumerable<string> Errors =>
        _log.Entries.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.Message);

    public void Dispose()
    {
        _log.Dispose();
        _server.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task Disposal_cancels_the_first_load()
    {
        ServiceProvider provider = Container.Build(
            services => services.AddDistributedMixtralConfig(_configuration.Section, AskServer),
            _log
        );
        Task load = Task.Run(provider.Config, Cancellation);
        await _requested.Task.WaitAsync(Cancellation);

        await Task.Run(provider.Dispose, Cancellation);

        await load.Awaiting(it => it).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Disposal_cancels_a_reload_and_logs_no_error()
    {
        bool isReload = false;
        ServiceProvider provider = Container.Build(
            services =>
                services.AddDistributedMixtralConfig(
                    _configuration.Section,
                    options => (isReload ? AskServer : (Action<DistributedMixtralOptions>)TinyOptions.Isolate)(options)
                ),
            _log
        );
        ConfigReloads reloads = provider.GetRequiredService<ConfigReloads>();
        _ = provider.Config();
        isReload = true;
        Task reload = Task.Run(() => _configuration.Change("Client:MaxRetries", "2"), Cancellation);
        await _requested.Task.WaitAsync(Cancellation);

        await Task.Run(provider.Dispose, Cancellation);

        await reload;
        reloads.GetLastFailure().Should().BeNull();
        Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_reload_that_finds_its_container_disposed_logs_no_error()
    {
        ServiceProvider? provider = null;
        Task disposal = Task.CompletedTask;
        provider = Container.Build(
            services =>
                services.AddDistributedMixtralConfig(
                    _configuration.Section,
                    options =>
                    {
                        TinyOptions.Isolate(options);
                        if (_log.Loads() > 0)
                        {
                            disposal = Task.Run(provider!.Dispose, Cancellation);
                            SpinWait.SpinUntil(() => IsDisposed(provider), TimeSpan.FromMinutes(1)).Should().BeTrue();
                        }
                    }
                ),
            _log
        );
        _ = provider.Config();

        _configuration.Change("Client:MaxRetries", "2");

        await disposal;
        Errors.Should().BeEmpty();
    }

    private static bool IsDisposed(ServiceProvider provider)
    {
        try
        {
            return provider.GetService<ILoggerFactory>() is null;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private void AskServer(DistributedMixtralOptions options)
    {
        options.CacheDirectory = _cache.Path;
        options.Endpoint = _server.Endpoint;
        options.ForceDownload = true;
        options.Environment = ConfigEnvironment.Create(
            new Dictionary<string, string> { ["HF_HUB_DOWNLOAD_TIMEOUT"] = "60" }
        );
    }
}
