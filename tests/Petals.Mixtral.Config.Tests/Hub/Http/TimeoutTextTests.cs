using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>How long was waited is said alike on every machine, however people there write numbers.</summary>
public sealed class TimeoutTextTests
{
    private const string Described =
        $"HTTP/1.1 200 OK\r\nX-Repo-Commit: {HubCacheBuilder.Commit}\r\nETag: \"abc\"\r\nConnection: close\r\n\r\n";

    [Fact]
    public async Task The_time_without_an_answer()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_ETAG_TIMEOUT"] = "0.05";
        fixture.Hub.Answer = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        using var culture = new ForeignCulture();

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("there was no response within 0.05 s");
    }

    [Fact]
    public async Task The_time_without_content()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var server = new RawServer(request =>
            request.StartsWith("HEAD", StringComparison.Ordinal) ? (Described, true) : ($"{Described}{{}}", false)
        );
        fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.1";
        using var culture = new ForeignCulture();

        (await fixture.FailAsync<HubException>(options => options with { Endpoint = server.Endpoint }))
            .Message.Should()
            .Contain("it stopped: fewer than 1024 bytes a second arrived for 0.1 s");
    }
}
