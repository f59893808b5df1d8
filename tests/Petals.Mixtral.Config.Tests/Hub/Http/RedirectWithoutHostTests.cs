using System.Net;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

public sealed class RedirectWithoutHostTests
{
    /// <summary>Names that claim to be encoded and are not: .NET takes each for an address, and finds out only when it
    /// is asked for the host.</summary>
    [Theory]
    [InlineData("https://xn--\u00FF/x")]
    [InlineData("//a.xn--\u00E9/x")]
    public void An_address_whose_host_cannot_be_one_is_refused(string location)
    {
        using var directory = new TempDirectory();
        using var client = new HttpClient(new RedirectingHandler(location));
        using var hub = new HubClient(
            new HubClientOptions
            {
                CacheDirectory = directory.Path,
                HttpClient = client,
                Environment = ConfigEnvironment.Create(new Dictionary<string, string>()),
            }
        );

        hub.Invoking(it => it.Download("acme/tiny", "config.json"))
            .Should()
            .Throw<HubException>()
            .WithMessage("*a redirect was not followed*an invalid host*");
    }

    private sealed class RedirectingHandler(string location) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.Found) { RequestMessage = request };
            response.Headers.TryAddWithoutValidation("Location", location).Should().BeTrue();
            return response;
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(Send(request, cancellationToken));
    }
}
