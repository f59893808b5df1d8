using System.Security.Authentication;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The advice after a failed connection.</summary>
public sealed class NetworkAdviceTests : HubTest
{
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
