using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>A server that does not answer, stops, breaks off, or hardly gets on is given up, or asked again.</summary>
public sealed class StallTests
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    [Theory]
    [InlineData("HEAD", "HF_HUB_ETAG_TIMEOUT")]
    [InlineData("GET", "HF_HUB_DOWNLOAD_TIMEOUT")]
    public async Task No_answer_at_all_is_waited_for_no_longer_than_is_set(string method, string variable)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables[variable] = "0.2";
        fixture.Hub.Answer = async context =>
        {
            bool isMeant = context.Request.Method == method;
            if (isMeant)
            {
                await Gone(context);
            }

            return isMeant;
        };

        HubException exception = await fixture.FailAsync<HubException>(options => options with { Token = "hf_secret" });

        exception
            .Message.Should()
            .Contain("there was no response within 0.2 s")
            .And.Contain(fixture.Hub.Endpoint.Authority)
            .And.NotContain("hf_secret");
        exception.IsTransient.Should().BeTrue();
        fixture.Hub.Requests.Count(request => request.Method == method).Should().Be(2 * 4);
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Content_that_stops_is_given_up(bool ownClient, bool isChunked)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);
        fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.2";
        fixture.Hub.Sending(async context =>
        {
            Tiny.Describe(context);
            context.Response.ContentLength = isChunked ? null : Tiny.Bytes.Length;
            await SendPartAsync(context);
            await Gone(context);
        });

        await ShouldStopAsync(fixture, ownClient ? client : null);
    }

    [Fact]
    public async Task Content_that_drips_is_given_up()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.3";
        fixture.Hub.Sending(async context =>
        {
            using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!context.RequestAborted.IsCancellationRequested && await drip.WaitForNextTickAsync())
            {
                await context.Response.Body.WriteAsync(" "u8.ToArray());
            }
        });

        await ShouldStopAsync(fixture, null);
    }

    [Theory]
    [InlineData("HEAD", false)]
    [InlineData("GET", false)]
    [InlineData("GET", true)]
    public async Task A_connection_that_breaks_is_made_again(string method, bool afterPart)
    {
        foreach (bool blocking in new[] { true, false })
        {
            await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
            int failures = 2;
            fixture.Hub.Answer = context =>
                BreakAsync(context, context.Request.Method == method && failures-- > 0, afterPart);

            await fixture.LoadAsync(blocking);

            fixture.Tree().Should().HaveCount(4).And.Contain($"models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json);
        }
    }

    [Theory]
    [InlineData("HEAD", false)]
    [InlineData("GET", false)]
    [InlineData("GET", true)]
    public async Task A_connection_that_always_breaks_is_an_error(string method, bool afterPart)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = context => BreakAsync(context, context.Request.Method == method, afterPart);

        // How the system tells of it, and when, is not always the same.
        foreach (bool blocking in (bool[])[true, false])
        {
            HubException exception = (
                await FluentActions
                    .Awaiting(() => fixture.LoadAsync(blocking))
                    .Should()
                    .ThrowExactlyAsync<HubException>()
            ).Which;
            exception
                .Message.Should()
                .Contain($"could not be downloaded from {fixture.Hub.Endpoint}acme/tiny/resolve/main/config.json: ");
            exception.IsTransient.Should().BeTrue();
        }

        fixture.Clock.Waits.Should().HaveCount(2 * 3);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task Content_that_ends_before_its_length_broke_off()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(async context =>
        {
            Tiny.Describe(context);
            await SendPartAsync(context);
        });

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("could not be downloaded from");
        fixture.Hub.Gets.Should().HaveCount(2 * 4);
        fixture.ShouldHaveKeptNothing();
    }

    private static async Task ShouldStopAsync(HubFixture fixture, HttpClient? client)
    {
        HubException exception = await fixture.FailAsync<HubException>(options => options with { HttpClient = client });

        exception.Message.Should().Contain("it stopped: fewer than 1024 bytes a second arrived for");
        exception.IsTransient.Should().BeTrue();
        fixture.Hub.Gets.Should().HaveCount(2 * 4);
        fixture.ShouldHaveKeptNothing();
    }

    private static async Task<bool> BreakAsync(HttpContext context, bool isMeant, bool afterPart)
    {
        if (!isMeant)
        {
            return false;
        }

        if (afterPart)
        {
            Tiny.Describe(context);
            await SendPartAsync(context);
        }

        context.Abort();
        return true;
    }

    private static async Task SendPartAsync(HttpContext context)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\n"));
        await context.Response.Body.FlushAsync();
    }

    /// <summary>Ends when whoever asked has gone.</summary>
    private static Task Gone(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(gone.SetResult);
        return gone.Task;
    }
}
