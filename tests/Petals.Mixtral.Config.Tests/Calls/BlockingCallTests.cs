using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Calls;

/// <summary>
/// Every blocking operation that may download keeps its time-outs when no other thread can help it. The calls run in a
/// program of their own, which is killed when it takes too long. Either they occupy all four threads of its pool, for one
/// model or for a model of their own, or they run on a thread whose synchronization context runs nothing while it is blocked.
/// </summary>
public sealed class BlockingCallTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    private HubFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("pool", 16)]
    [InlineData("models", 16)]
    [InlineData("context", 8)]
    public async Task Blocking_calls_to_a_silent_server_end_after_the_total_time(string threads, int calls)
    {
        using var server = new RawServer(_ => ("", false));

        await ShouldEndAsync(threads, calls, server.Endpoint, "0.2", "60", "DownloadTimeout");
    }

    [Theory]
    [InlineData("pool", 4)]
    [InlineData("models", 4)]
    [InlineData("context", 1)]
    public async Task Blocking_calls_to_a_silent_server_end_after_the_time_for_an_answer(string threads, int calls)
    {
        using var server = new RawServer(_ => ("", false));

        await ShouldEndAsync(threads, calls, server.Endpoint, "none", "0.1", "there was no response within 0.1 s");
    }

    [Fact]
    public async Task Sixty_four_blocking_calls_on_a_full_pool_end()
    {
        using var server = new RawServer(_ => ("", false));

        await ShouldEndAsync("pool", 64, server.Endpoint, "0.2", "60", "DownloadTimeout");
    }

    [Theory]
    [InlineData("pool", 16)]
    [InlineData("models", 16)]
    [InlineData("context", 8)]
    public async Task Blocking_calls_to_a_server_whose_headers_drip_end_after_the_total_time(string threads, int calls)
    {
        using var server = new RawServer(_ => ("HTTP/1.1 200 OK\r\n", false)) { Drip = "X-Drip: 1\r\n" };

        await ShouldEndAsync(threads, calls, server.Endpoint, "0.2", "60", "DownloadTimeout");
    }

    [Theory]
    [InlineData("pool", 16)]
    [InlineData("models", 16)]
    [InlineData("context", 8)]
    public async Task Blocking_calls_to_a_server_whose_content_drips_end_after_the_total_time(string threads, int calls)
    {
        string described =
            $"HTTP/1.1 200 OK\r\nX-Repo-Commit: {HubCacheBuilder.Commit}\r\nETag: \"{Tiny.ETag}\"\r\n"
            + "Connection: close\r\n\r\n";
        using var server = new RawServer(_ => (described, false)) { Drip = new string(' ', 512) };

        await ShouldEndAsync(threads, calls, server.Endpoint, "0.2", "60", "DownloadTimeout");
    }

    [Theory]
    [InlineData("pool", 16)]
    [InlineData("models", 16)]
    [InlineData("context", 8)]
    public async Task Blocking_calls_to_a_dead_port_end_after_the_total_time(string threads, int calls)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();

        await ShouldEndAsync(threads, calls, endpoint, "0.2", "60", "DownloadTimeout");
    }

    [Theory]
    [InlineData("pool", 16)]
    [InlineData("context", 8)]
    public async Task Blocking_calls_that_wait_for_a_lock_end_after_the_total_time(string threads, int calls)
    {
        string path = _fixture.Directory.Write($"hub/.locks/models--acme--tiny/{Tiny.ETag}.lock", "");
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        await ShouldEndAsync(threads, calls, _fixture.Hub.Endpoint, "0.2", "60", "DownloadTimeout");
    }

    private async Task ShouldEndAsync(
        string threads,
        int calls,
        Uri endpoint,
        string totalSeconds,
        string answerSeconds,
        string expected
    )
    {
        string model = _fixture.Directory.Write("local/config.json", TinyConfig.Json);
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Petals.Mixtral.Config.Blocking"),
            [
                threads,
                calls.ToString(CultureInfo.InvariantCulture),
                endpoint.ToString(),
                _fixture.Cache.Directory,
                model,
                totalSeconds,
                answerSeconds,
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")
        );

        // A pool cannot have fewer threads than the machine has processors.
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "2";
        using Process process = Process.Start(start)!;
        List<string> results = [];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                results.Add(line);
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        results.Should().HaveCount(calls, "every call ends").And.OnlyContain(line => line.Contains(expected));
    }
}
