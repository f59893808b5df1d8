using System.Net;
using System.Net.Sockets;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What comes of a connection that is not made, breaks, or goes silent.</summary>
public sealed class ConnectionTests
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    [Fact]
    public async Task A_connection_that_is_refused_is_tried_four_times()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        HubException exception = await fixture.FailAsync<HubException>(options => options with { Endpoint = new Uri($"http://127.0.0.1:{port}") });

        exception.Should().BeEquivalentTo(new { IsTransient = true, StatusCode = (HttpStatusCode?)null, RepoId = "acme/tiny" });
        exception.Message.Should().Contain($"could not be had from http://127.0.0.1:{port}/acme/tiny/resolve/main/config.json").And.Contain("or set HF_ENDPOINT to a mirror");
        fixture.Clock.Waits.Should().HaveCount(3 * 2);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_an_error()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        (await fixture.FailAsync<HubException>(options => options with { Endpoint = new Uri("https://hub.invalid") })).IsTransient.Should().BeTrue();
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_an_error()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync(isEncrypted: true);

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("certificate");
        fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_made_again()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        int asked = 0;
        fixture.Hub.Answer = context =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                context.Abort();
            }

            return Task.FromResult(false);
        };

        (await DistributedMixtralConfig.FromPretrainedAsync(HubCacheBuilder.Repo, options: fixture.Options, cancellationToken: TestContext.Current.CancellationToken))
            .HiddenSize.Should().Be(64);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task An_answer_that_does_not_come_is_not_waited_for(string method)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_ETAG_TIMEOUT"] = fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.2";
        fixture.Hub.Answer = async context =>
        {
            if (context.Request.Method == method)
            {
                await SilenceAsync(context.RequestAborted);
            }

            return false;
        };

        (await fixture.FailAsync<HubException>()).Should().Match<HubException>(exception => exception.IsTransient && exception.Message.Contains("there was no answer within 0.2 s"));
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Content_that_stops_is_not_waited_for(int sent)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.3";
        fixture.Hub.Sending(async context =>
        {
            context.Response.ContentLength = Tiny.Bytes.Length;
            await context.Response.Body.WriteAsync(Tiny.Bytes.AsMemory(0, sent));
            await context.Response.Body.FlushAsync();
            await SilenceAsync(context.RequestAborted);
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("it stopped: fewer than 1024 bytes a second arrived for 0.3 s");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task Content_that_comes_drop_by_drop_is_not_waited_for()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.3";
        fixture.Hub.Sending(async context =>
        {
            using var drops = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await drops.WaitForNextTickAsync(context.RequestAborted))
            {
                await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("it stopped");
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e9")]
    public async Task A_time_out_that_is_no_number_of_seconds_is_an_error_that_names_its_variable(string value)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_ETAG_TIMEOUT"] = value;

        (await fixture.FailAsync<HubValidationException>()).Message.Should().Be(
            $"The variable HF_HUB_ETAG_TIMEOUT is not a time-out: expected a number of seconds up to 86400, such as 10, found '{value}'.");
        fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_handler_that_cannot_block_is_named_by_the_blocking_method_alone()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HttpClient(new AwaitingHandler());
        PretrainedLoadOptions options = fixture.Options with { HttpClient = client };

        FluentActions.Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: options)).Should().Throw<HubException>().WithMessage("*Call the asynchronous method*");
        (await DistributedMixtralConfig.FromPretrainedAsync(HubCacheBuilder.Repo, options: options, cancellationToken: TestContext.Current.CancellationToken)).HiddenSize.Should().Be(64);
    }

    private static Task SilenceAsync(CancellationToken aborted)
    {
        var silence = new TaskCompletionSource();
        aborted.Register(silence.SetResult);
        return silence.Task;
    }

    private sealed class AwaitingHandler : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(new SocketsHttpHandler { AllowAutoRedirect = false });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
