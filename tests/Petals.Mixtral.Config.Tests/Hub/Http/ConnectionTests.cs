using System.Security.Authentication;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The Hub cannot be reached, or the client of the caller cannot be used.</summary>
public sealed class ConnectionTests : HubTest
{
    public static TheoryData<Exception> Exceptions =>
        [
            new InvalidOperationException($"about {Token}"),
            new TimeoutException($"about {Token}"),
            new AuthenticationException($"about {Token}"),
            new SocketException(),
            new NotSupportedException($"about {Token}"),
            new ObjectDisposedException(Token),
        ];

    [Fact]
    public async Task A_closed_port_is_an_error_after_three_retries()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();

        await ShouldNotConnectAsync(
            $"could not be downloaded from {closed}acme/tiny/resolve/main/config.json*refused",
            Options with
            {
                Endpoint = closed,
            }
        );
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_named()
    {
        using var client = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
            }
        );

        await ShouldNotConnectAsync(
            "could not be downloaded from https://hub.invalid/acme/tiny/resolve/main/config.json",
            Options with
            {
                Endpoint = new("https://hub.invalid"),
                HttpClient = client,
            }
        );
    }

    [Fact]
    public async Task An_untrusted_certificate_is_not_accepted()
    {
        await using FakeHub hub = await FakeHub.WithTinyModelAsync(isEncrypted: true);

        await ShouldFailAsync("certificate", Options with { Endpoint = hub.Endpoint });

        Clock.Waits.Should().BeEmpty("a certificate does not change within seconds");
        hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_without_encryption_is_not_reached_over_https()
    {
        await ShouldFailAsync("", Options with { Endpoint = new($"https://{Hub.Endpoint.Authority}") });

        Clock.Waits.Should().BeEmpty();
        Hub.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://mirror.invalid", "GET", 407, "answered 407*The proxy requires authentication", false)]
    [InlineData(
        "https://hub.invalid",
        "CONNECT",
        407,
        "407*The proxy requires authentication; pass an HttpClient",
        false
    )]
    [InlineData("https://hub.invalid", "CONNECT", 403, "403*Check the connection", false)]
    [InlineData("https://hub.invalid", "CONNECT", 502, "502*Check the connection", true)]
    public async Task The_refusal_of_a_proxy_is_explained_and_the_proxy_gets_no_token(
        string endpoint,
        string method,
        int status,
        string message,
        bool isTransient
    )
    {
        using var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, Proxy = new WebProxy(Hub.Endpoint) }
        );
        Hub.Failing(status);

        await ShouldFailAsync(message, Options with { HttpClient = client, Endpoint = new(endpoint) }, isTransient);

        Hub.Requests.Should()
            .NotBeEmpty()
            .And.OnlyContain(request =>
                request.Authorization == null && (request.Method == "CONNECT") == (method == "CONNECT")
            );
    }

    [Fact]
    public async Task A_client_that_follows_redirects_by_itself_is_refused()
    {
        Hub.Publish(FileName, TinyConfig.Json, repo: "moved/tiny").Redirecting("/moved/tiny/resolve/main/config.json");
        using var client = new HttpClient();

        await ShouldFailAsync(
            $"followed a redirect to {Hub.Endpoint}moved/tiny/resolve/main/config.json, which*AllowAutoRedirect = false",
            Options with
            {
                HttpClient = client,
            }
        );
    }

    [Fact]
    public async Task A_handler_without_a_blocking_Send_can_only_be_awaited()
    {
        using var client = new HttpClient(new AwaitingHandler(new SocketsHttpHandler { AllowAutoRedirect = false }));
        PretrainedLoadOptions options = Options with { HttpClient = client };

        Fail<HubException>(options)
            .Message.Should()
            .Match("*Check the handler of the HttpClient. A blocking call needs its method Send.");
        Fixture.ShouldHaveKeptNothing();

        await LoadAsync(blocking: false, options);
    }

    [Fact]
    public async Task The_client_of_the_caller_is_not_disposed()
    {
        using HttpClient client = HubHttpClients.LeadingTo(Hub);

        await LoadAsync(blocking: true, Options with { HttpClient = client });
        await LoadAsync(blocking: false, Forced with { HttpClient = client });

        Hub.Requests.Should().HaveCountGreaterThan(2);
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task An_exception_of_a_handler_becomes_a_HubException_without_the_token(Exception thrown)
    {
        using var client = new HttpClient(new StubHandler(_ => throw thrown));
        foreach (bool blocking in (bool[])[true, false])
        {
            (
                await ThrowsAsync<HubException>(() =>
                    LoadAsync(blocking, Options with { HttpClient = client, Token = Token })
                )
            )
                .ToString()
                .Should()
                .NotContain(Token);
        }
    }

    private async Task ShouldNotConnectAsync(string message, PretrainedLoadOptions options)
    {
        HubException exception = await ShouldFailAsync(message, options, isTransient: true);
        exception.StatusCode.Should().BeNull();
        exception.InnerException.Should().NotBeNull();
        Clock.Waits.Should().HaveCount(2 * 3);
    }

    /// <summary>Handlers before .NET 5 have only SendAsync.</summary>
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
