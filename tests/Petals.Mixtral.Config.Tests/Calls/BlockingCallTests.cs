namespace Petals.Mixtral.Config.Tests.Calls;

/// <summary>
/// Blocking downloads keep their time-outs when no other thread can run. The calls run in another program. Either they
/// occupy all four threads of its pool, for one model or for a model each, or they run on a thread whose
/// synchronization context runs nothing while it is blocked.
/// </summary>
public sealed class BlockingCallTests : HubTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string Described =
        $"HTTP/1.1 200 OK\r\nX-Repo-Commit: {Commit}\r\nETag: \"{Tiny.ETag}\"\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData("silent", "pool", 16)]
    [InlineData("silent", "pool", 64)]
    [InlineData("silent", "models", 16)]
    [InlineData("silent", "context", 8)]
    [InlineData("headers drip", "pool", 16)]
    [InlineData("headers drip", "models", 16)]
    [InlineData("headers drip", "context", 8)]
    [InlineData("content drips", "pool", 16)]
    [InlineData("content drips", "models", 16)]
    [InlineData("content drips", "context", 8)]
    public Task Blocking_calls_to_a_bad_server_end_after_DownloadTimeout(string kind, string threads, int calls)
    {
        (string text, string? drip) = kind switch
        {
            "silent" => ("", null),
            "headers drip" => ("HTTP/1.1 200 OK\r\n", "X-Drip: 1\r\n"),
            _ => (Described, new string(' ', 512)),
        };
        return ShouldEndAsync(threads, calls, text, drip);
    }

    [Theory]
    [InlineData("pool", 4)]
    [InlineData("models", 4)]
    [InlineData("context", 1)]
    public Task Blocking_calls_to_a_silent_server_end_after_the_time_for_an_answer(string threads, int calls) =>
        ShouldEndAsync(threads, calls, "", null, "none", "0.1", "there was no response within 0.1 s");

    [Theory]
    [InlineData("pool", 16)]
    [InlineData("models", 16)]
    [InlineData("context", 8)]
    public Task Blocking_calls_to_a_closed_port_end_after_DownloadTimeout(string threads, int calls)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        return ShouldEndAsync(threads, calls, endpoint);
    }

    [Theory]
    [Needs(Locks)]
    [InlineData("pool", 16)]
    [InlineData("context", 8)]
    public async Task Blocking_calls_that_wait_for_a_lock_end_after_DownloadTimeout(string threads, int calls)
    {
        using FileStream held = Folder.Hold($"hub/.locks/models--acme--tiny/{Tiny.ETag}.lock");

        await ShouldEndAsync(threads, calls, Hub.Endpoint);
    }

    private async Task ShouldEndAsync(
        string threads,
        int calls,
        string text,
        string? drip,
        string totalSeconds = "0.2",
        string answerSeconds = "60",
        string expected = "DownloadTimeout"
    )
    {
        using var server = new RawServer(_ => (text, false)) { Drip = drip };
        await ShouldEndAsync(threads, calls, server.Endpoint, totalSeconds, answerSeconds, expected);
    }

    private async Task ShouldEndAsync(
        string threads,
        int calls,
        Uri endpoint,
        string totalSeconds = "0.2",
        string answerSeconds = "60",
        string expected = "DownloadTimeout"
    )
    {
        string model = Folder.Write("local/config.json", TinyConfig.Json);
        var start = new ProcessStartInfo(
            Path.Combine(
                AppContext.BaseDirectory,
                $"Petals.Mixtral.Config.Blocking{(OperatingSystem.IsWindows() ? ".exe" : "")}"
            ),
            [
                threads,
                calls.ToString(CultureInfo.InvariantCulture),
                endpoint.ToString(),
                Cache.Directory,
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
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
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
