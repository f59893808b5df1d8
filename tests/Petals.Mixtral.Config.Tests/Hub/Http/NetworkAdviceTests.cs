using System.Security.Authentication;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The advice after a failed connection.</summary>
public sealed class NetworkAdviceTests : HubTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_a_handshake_that_broke_off_is_retried(bool brokeOff)
    {
        using var client = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = (_, _) => throw (brokeOff ? new IOException() : new AuthenticationException()),
            }
        );

        (await FailAsync<HubException>(Options with { HttpClient = client })).IsTransient.Should().Be(brokeOff);

        Clock.Waits.Should().HaveCount(brokeOff ? 2 * 3 : 0);
    }

    [Theory]
    [InlineData("Bearer hf_secret", "The token from the HttpClient is invalid or expired")]
    [InlineData(null, "does not exist, or is private")]
    public async Task Only_a_token_that_was_sent_is_invalid(string? header, string message)
    {
        using HttpClient client = HubHttpClients.LeadingTo(Hub);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        Hub.Failing(401, header: "X-Error-Message", value: "Invalid credentials in Authorization header");

        HubException exception = await ThrowsAsync<HubException>(() =>
            LoadAsync(blocking: false, Options with { HttpClient = client })
        );

        exception.Message.Should().Contain(message);
    }

    [Theory]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot", true)]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: PartialChain", true)]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: NotTimeValid", false)]
    [InlineData("The remote certificate is invalid: RemoteCertificateNameMismatch", false)]
    [InlineData("Cannot determine the frame size or a corrupted frame was received.", false)]
    public async Task A_failed_connection_recommends_to_trust_only_an_untrusted_certificate(
        string fault,
        bool isUntrusted
    )
    {
        using var client = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = (_, _) => throw new AuthenticationException(fault),
            }
        );

        string message = (await FailAsync<HubException>(Options with { HttpClient = client })).Message;

        (message.Contains("Trust the certificate"), message.Contains("Check the connection"))
            .Should()
            .Be((isUntrusted, !isUntrusted));
    }
}
