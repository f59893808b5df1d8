using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Answers that no proper server gives.</summary>
public sealed class RawAnswerTests
{
    private const string Token = "hf_secret";

    private const string Described =
        $"HTTP/1.1 200 OK\r\nX-Repo-Commit: {HubCacheBuilder.Commit}\r\nETag: \"abc\"\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_without_a_length_that_goes_silent_is_not_taken_for_whole(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var server = new RawServer(request =>
            (
                request.StartsWith("HEAD", StringComparison.Ordinal) ? Described : $"{Described}{{}}",
                request.StartsWith("HEAD", StringComparison.Ordinal)
            )
        );
        fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.1";

        (
            await FluentActions
                .Awaiting(() => fixture.LoadAsync(blocking, options => options with { Endpoint = server.Endpoint }))
                .Should()
                .ThrowAsync<HubException>()
        ).WithMessage("*it stopped: fewer than 1024 bytes a second arrived for 0.1 s*");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_status_line_that_repeats_the_token_is_not_repeated_anywhere()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var server = new RawServer(_ => ($"HTTP/9 {Token}\r\n\r\n", true));

        HubException exception = await fixture.FailAsync<HubException>(options =>
            options with
            {
                Endpoint = server.Endpoint,
                Token = Token,
            }
        );

        exception.ToString().Should().NotContain(Token);
        fixture.Log.Entries.Should().NotContain(entry => entry.Message.Contains(Token));
    }

    [Fact]
    public async Task Content_that_repeats_the_token_is_not_shown_with_it()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish("config.json", $"{new string('x', 52)}{Token} and more");

        HubException exception = await fixture.FailAsync<HubException>(options => options with { Token = Token });

        exception.ToString().Should().Contain("(token)").And.NotContain("hf_s");
    }
}
