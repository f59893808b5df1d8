using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The token goes where nobody on the way can read it: over https, or to this very machine.</summary>
public sealed class TokenOverPlainHttpTests
{
    private const string Warning = "The access token is not sent, because the endpoint";

    [Theory]
    [InlineData("http://hub.example")]
    [InlineData("HTTP://hub.example/hf")]
    [InlineData("http://10.0.0.1:8080")]
    [InlineData("http://localhost.example")]
    [InlineData("http://127.0.0.1.example")]
    public async Task It_is_not_sent_over_plain_http(string endpoint)
    {
        (string?[] sent, IReadOnlyList<string> warnings) = await LoadAsync(endpoint);

        sent.Should().NotBeEmpty().And.AllSatisfy(token => token.Should().BeNull());
        warnings
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith(Warning)
            .And.EndWith("is plain http")
            .And.NotContain("hf_x");
    }

    [Theory]
    [InlineData("https://hub.example")]
    [InlineData("https://10.0.0.1:8443/hf/")]
    [InlineData("http://localhost:1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://[::1]:1")]
    public async Task It_is_sent_over_https_and_to_this_machine(string endpoint)
    {
        (string?[] sent, IReadOnlyList<string> warnings) = await LoadAsync(endpoint);

        sent.Should().NotBeEmpty().And.AllSatisfy(token => token.Should().Be("Bearer hf_x"));
        warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task It_is_sent_to_a_server_with_a_certificate()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync(isEncrypted: true);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
#pragma warning disable CA5359 // Do not disable certificate validation: it is the test's own certificate.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        using var http = new HttpClient(handler);

        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: fixture.Options with
            {
                HttpClient = http,
                Token = "hf_x",
            }
        );

        fixture.Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Authorization == "Bearer hf_x");
    }

    [Fact]
    public async Task An_error_says_that_it_was_not_sent()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var http = new HttpClient(new StatusHandler());
        using var client = new HubClient(
            fixture.ClientOptions with
            {
                HttpClient = http,
                Endpoint = new Uri("http://hub.example"),
                Token = "hf_x",
            }
        );

        FluentActions
            .Invoking(() => client.Download(HubCacheBuilder.Repo, "config.json"))
            .Should()
            .ThrowExactly<RepoNotFoundException>()
            .Which.Message.Should()
            .Contain("the token from the option Token was not sent, since the endpoint is plain http")
            .And.NotContain("hf_x");
    }

    private static async Task<(string?[] Sent, IReadOnlyList<string> Warnings)> LoadAsync(string endpoint)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var handler = new RecordingHandler();
        using var http = new HttpClient(handler);

        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: fixture.Options with
            {
                HttpClient = http,
                Endpoint = new Uri(endpoint),
                Token = "hf_x",
            }
        );

        return (
            [.. handler.Sent.Select(request => request.Authorization)],
            [.. fixture.Log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message)]
        );
    }

    private sealed class StatusHandler : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new(System.Net.HttpStatusCode.Unauthorized) { RequestMessage = request };

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(Send(request, cancellationToken));
    }
}
