namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Answers that a correct server does not send.</summary>
public sealed class RawAnswerTests : HubTest
{
    private const string Described =
        $"HTTP/1.1 200 OK\r\nX-Repo-Commit: {Commit}\r\nETag: \"abc\"\r\nConnection: close\r\n\r\n";

    [Fact]
    public async Task A_body_without_a_length_that_stops_is_not_complete()
    {
        using var server = new RawServer(request =>
            request.StartsWith("HEAD", StringComparison.Ordinal) ? (Described, true) : ($"{Described}{{}}", false)
        );
        Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.1";
        using var culture = new ForeignCulture();

        await ShouldFailAsync(
            "it stopped: fewer than 1024 bytes a second arrived for 0.1 s",
            Options with
            {
                Endpoint = server.Endpoint,
            },
            isTransient: true
        );
    }

    [Fact]
    public async Task A_token_in_a_status_line_is_not_shown()
    {
        using var server = new RawServer(_ => ($"HTTP/9 {Token}\r\n\r\n", true));

        await ShouldFailAsync("", Options with { Endpoint = server.Endpoint }, isTransient: true);
    }

    [Fact]
    public async Task A_token_in_a_body_is_not_shown()
    {
        Hub.Publish(FileName, $"{new string('x', 52)}{Token} and more");

        (await ShouldFailAsync("(token)")).ToString().Should().NotContain("hf_s");
    }
}
