namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>A server that does not answer, stops, closes the connection, or is too slow.</summary>
public sealed class StallTests : HubTest
{
    private const string Stopped = "it stopped: fewer than 1024 bytes a second arrived for";

    [Theory]
    [InlineData("HEAD", "HF_HUB_ETAG_TIMEOUT")]
    [InlineData("GET", "HF_HUB_DOWNLOAD_TIMEOUT")]
    public async Task A_request_without_an_answer_ends_after_the_time_of_the_variable(string method, string variable)
    {
        Variables[variable] = "0.2";
        Hub.StayingSilent(method);
        using var culture = new ForeignCulture();

        HubException exception = await ShouldFailAsync("there was no response within 0.2 s", isTransient: true);

        exception.Message.Should().Contain(Hub.Endpoint.Authority);
        Clock.Waits.Should().HaveCount(2 * 3, "each of the two loads tries four times");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_body_that_stops_ends_the_attempt_after_the_time_out(bool ownClient, bool isChunked)
    {
        using HttpClient client = HubHttpClients.LeadingTo(Hub);
        Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.2";
        Hub.Sending(async context =>
        {
            await SendPartAsync(context, isChunked);
            await FakeHub.GoneAsync(context);
        });

        await ShouldFailAsync(
            Stopped,
            Options with
            {
                HttpClient = ownClient ? client : null,
            },
            isTransient: true,
            gets: 4
        );
    }

    [Fact]
    public async Task A_body_that_arrives_byte_by_byte_ends_the_attempt_after_the_time_out()
    {
        Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.3";
        Hub.Sending(context => FakeHub.DripAsync(context, 1));

        await ShouldFailAsync(Stopped, isTransient: true, gets: 4);
    }

    [Theory]
    [Needs(Links)]
    [InlineData("HEAD", false)]
    [InlineData("GET", false)]
    [InlineData("GET", true)]
    public async Task A_lost_connection_is_made_again_three_times(string method, bool afterPart)
    {
        int failures = 2;
        Hub.Answer = context => BreakAsync(context, context.Request.Method == method && failures-- > 0, afterPart);
        await LoadAsync(blocking: afterPart);
        Fixture.Tree().Should().HaveCount(5).And.Contain($"models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json);

        Directory.Delete(Cache.Directory, recursive: true);
        Clock.Waits.Clear();
        Hub.Answer = context => BreakAsync(context, context.Request.Method == method, afterPart);
        // FailAsync would compare the text of the system, which is not always the same.
        foreach (bool blocking in (bool[])[true, false])
        {
            HubException exception = await ThrowsAsync<HubException>(() => LoadAsync(blocking));
            exception
                .Message.Should()
                .Contain($"could not be downloaded from {Hub.Endpoint}acme/tiny/resolve/main/config.json: ");
            exception.IsTransient.Should().BeTrue();
        }

        Clock.Waits.Should().HaveCount(2 * 3);
        Fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_body_that_is_shorter_than_its_announced_length_is_an_error()
    {
        Hub.Sending(context => SendPartAsync(context, isChunked: false));

        await ShouldFailAsync("the content broke off: ", isTransient: true, gets: 4);
    }

    private static async Task<bool> BreakAsync(HttpContext context, bool isMeant, bool afterPart)
    {
        if (isMeant)
        {
            await (afterPart ? SendPartAsync(context, isChunked: false) : Task.CompletedTask);
            context.Abort();
        }

        return isMeant;
    }

    private static async Task SendPartAsync(HttpContext context, bool isChunked)
    {
        Tiny.Describe(context);
        context.Response.ContentLength = isChunked ? null : Tiny.Bytes.Length;
        await context.Response.WriteAsync("{\n");
        await context.Response.Body.FlushAsync();
    }
}
