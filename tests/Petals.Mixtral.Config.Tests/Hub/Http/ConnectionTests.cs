using System.Net;
using System.Net.Sockets;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>A Hub that cannot be reached, and clients that cannot be used.</summary>
public sealed class ConnectionTests
{
    private const string Token = "hf_secret";

    [Fact]
    public async Task A_port_at_which_nobody_listens_is_an_error_after_three_retries()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Uri closed = ClosedEndpoint();

        HubException exception = await ShouldNotReachAsync(fixture, options => options with { Endpoint = closed });

        exception
            .Message.Should()
            .Contain($"could not be downloaded from {closed}acme/tiny/resolve/main/config.json")
            .And.Contain("refused");
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_named()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
            }
        );

        HubException exception = await ShouldNotReachAsync(
            fixture,
            options => options with { Endpoint = new("https://hub.invalid"), HttpClient = client }
        );

        exception
            .Message.Should()
            .Contain("could not be downloaded from https://hub.invalid/acme/tiny/resolve/main/config.json");
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_not_accepted()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync(isEncrypted: true);

        HubException exception = await ShouldNotReachAsync(fixture, same => same);

        exception.Message.Should().Contain("certificate");
        fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_without_encryption_is_not_taken_for_one_with_it()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        await ShouldNotReachAsync(
            fixture,
            options => options with { Endpoint = new($"https://{fixture.Hub.Endpoint.Authority}") }
        );

        fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_proxy_that_wants_a_password_is_named_as_one()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, Proxy = new WebProxy(fixture.Hub.Endpoint) }
        );
        fixture.Hub.Answering(context => context.Response.StatusCode = 407);

        HubException exception = await fixture.FailAsync<HubException>(options =>
            options with
            {
                HttpClient = client,
                Endpoint = new("http://mirror.invalid"),
                Token = Token,
            }
        );

        exception
            .Message.Should()
            .Contain("answered 407")
            .And.Contain("The proxy requires authentication")
            .And.NotContain(Token);
        exception.StatusCode.Should().Be(HttpStatusCode.ProxyAuthenticationRequired);
        fixture.Hub.Requests.Should().NotBeEmpty().And.OnlyContain(request => request.Authorization == null);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_proxy_that_does_not_let_through_to_an_encrypted_Hub_is_an_error()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, Proxy = new WebProxy(fixture.Hub.Endpoint) }
        );
        fixture.Hub.Answering(context => context.Response.StatusCode = 407);

        HubException exception = await fixture.FailAsync<HubException>(options =>
            options with
            {
                HttpClient = client,
                Endpoint = new("https://hub.invalid"),
                Token = Token,
            }
        );

        exception.Message.Should().Contain("407").And.NotContain(Token);
        fixture
            .Hub.Requests.Should()
            .NotBeEmpty()
            .And.OnlyContain(request => request.Method == "CONNECT" && request.Authorization == null);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_client_that_follows_redirects_by_itself_cannot_be_used()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture
            .Hub.Publish("config.json", TinyConfig.Json, repo: "moved/tiny")
            .Redirecting("/moved/tiny/resolve/main/config.json");
        using var client = new HttpClient();

        HubException exception = await fixture.FailAsync<HubException>(options =>
            options with
            {
                HttpClient = client,
                Token = Token,
            }
        );

        exception
            .Message.Should()
            .Contain($"followed a redirect to {fixture.Hub.Endpoint}moved/tiny/resolve/main/config.json by itself")
            .And.Contain("AllowAutoRedirect = false")
            .And.NotContain(Token);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_handler_that_can_only_be_awaited_can_only_be_awaited()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HttpClient(new AwaitingHandler(new SocketsHttpHandler { AllowAutoRedirect = false }));

        Func<Task> blocking = () => fixture.LoadAsync(blocking: true, options => options with { HttpClient = client });
        await blocking
            .Should()
            .ThrowExactlyAsync<HubException>()
            .WithMessage("*synchronous method*blocking calls need its method Send*");
        fixture.ShouldHaveKeptNothing();

        await fixture.LoadAsync(blocking: false, options => options with { HttpClient = client });
    }

    [Fact]
    public async Task The_client_of_the_caller_is_not_disposed_of()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);

        await fixture.LoadAsync(blocking: true, options => options with { HttpClient = client });
        await fixture.LoadAsync(blocking: false, options => options with { HttpClient = client, ForceDownload = true });

        fixture.Hub.Requests.Should().HaveCountGreaterThan(2);
    }

    private static async Task<HubException> ShouldNotReachAsync(
        HubFixture fixture,
        Func<PretrainedLoadOptions, PretrainedLoadOptions> change
    )
    {
        HubException exception = await fixture.FailAsync<HubException>(options =>
            change(options) with
            {
                Token = Token,
            }
        );

        exception.IsTransient.Should().BeTrue();
        exception.StatusCode.Should().BeNull();
        exception.InnerException.Should().NotBeNull();
        exception.ToString().Should().NotContain(Token);
        fixture.Clock.Waits.Should().HaveCount(2 * 3);
        fixture.ShouldHaveKeptNothing();
        return exception;
    }

    private static Uri ClosedEndpoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    /// <summary>As handlers were before .NET 5, and many still are.</summary>
    private sealed class AwaitingHandler(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
