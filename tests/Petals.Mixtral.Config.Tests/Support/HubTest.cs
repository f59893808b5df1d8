namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A test with a Hub that has the tiny model, an empty cache, and its own environment.</summary>
public abstract class HubTest : CacheTest
{
    protected const string Token = "hf_secret";
    private HubClient? _client;

    private protected HubFixture Fixture { get; private set; } = null!;

    private protected FakeHub Hub => Fixture.Hub;

    private protected RecordingLoggerFactory Log => Fixture.Log;

    private protected InstantClock Clock => Fixture.Clock;

    protected Dictionary<string, string> Variables => Fixture.Variables;

    protected override PretrainedLoadOptions Options => Fixture.Options;

    protected PretrainedLoadOptions Forced => Options with { ForceDownload = true };

    protected HubClientOptions ClientOptions => Fixture.ClientOptions;

    /// <summary>The client of single files, with the variables that were set before its first use.</summary>
    protected HubClient Client => _client ??= new HubClient(ClientOptions);

    protected IEnumerable<string> Warnings =>
        Log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message);

    private protected IEnumerable<string> Methods => Hub.Requests.Select(request => request.Method);

    private protected IEnumerable<string?> Tokens => Hub.Requests.Select(request => request.Authorization);

    public override async ValueTask InitializeAsync() => Fixture = await HubFixture.CreateAsync(Folder);

    public override async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Fixture.DisposeAsync();
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
    }

    protected Task<DistributedMixtralConfig> LoadAsync(bool blocking, PretrainedLoadOptions? options = null) =>
        blocking
            ? Task.Run(() => Load(options), Cancellation)
            : DistributedMixtralConfig.FromPretrainedAsync(
                Repo,
                options: options ?? Options,
                cancellationToken: Cancellation
            );

    protected Task<HubFile> DownloadAsync(bool blocking, string file = FileName, HubDownloadOptions? options = null) =>
        blocking
            ? Task.Run(() => Client.Download(Repo, file, options), Cancellation)
            : Client.DownloadAsync(Repo, file, options, Cancellation);

    /// <summary>Loads synchronously and asynchronously. Both must fail in the same way.</summary>
    protected async Task<TException> FailAsync<TException>(PretrainedLoadOptions? options = null)
        where TException : Exception
    {
        TException blocking = FluentActions.Invoking(() => Load(options)).Should().ThrowExactly<TException>().Which;
        TException awaiting = (
            await FluentActions
                .Awaiting(() => LoadAsync(blocking: false, options))
                .Should()
                .ThrowExactlyAsync<TException>()
        ).Which;
        awaiting.Message.Should().Be(blocking.Message);
        return blocking;
    }

    /// <summary>Loads with a token, synchronously and asynchronously. Both must fail in the same way, keep nothing, and
    /// not show the token.</summary>
    /// <param name="message">A part of the message, with wildcards.</param>
    /// <param name="options">The options, or null for <see cref="Options"/>.</param>
    /// <param name="isTransient">Whether another attempt may succeed.</param>
    /// <param name="requests">The number of requests of each load.</param>
    /// <param name="gets">The number of requests for content of each load.</param>
    protected async Task<HubException> ShouldFailAsync(
        string message,
        PretrainedLoadOptions? options = null,
        bool isTransient = false,
        int? requests = null,
        int? gets = null
    )
    {
        HubException exception = await FailAsync<HubException>((options ?? Options) with { Token = Token });
        exception.Message.Should().Match($"*{message}*");
        exception.IsTransient.Should().Be(isTransient);
        exception.ToString().Should().NotContain(Token);
        Log.Entries.Should().NotContain(entry => entry.Message.Contains(Token));
        Hub.Requests.Should().HaveCount(2 * requests ?? Hub.Requests.Count);
        Hub.Gets.Should().HaveCount(2 * gets ?? Hub.Gets.Count());
        Fixture.ShouldHaveKeptNothing();
        return exception;
    }

    /// <summary>Runs a command with the Hub and the cache.</summary>
    private protected ToolRun RunTool(params string[] arguments) =>
        ToolRun.Of([.. arguments, "--cache-dir", Cache.Directory, "--endpoint", Hub.Endpoint.AbsoluteUri]);

    private protected void ShouldHaveTree(string path, string content) =>
        Fixture.Tree().Should().Contain(path, content);
}
