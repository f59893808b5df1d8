namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Stands where the network would be, and fails the test that touches it.</summary>
internal sealed class NoNetworkHandler : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"{request.RequestUri} was asked.");

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => throw new InvalidOperationException($"{request.RequestUri} was asked.");
}
