namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Responds without a network, synchronously and asynchronously.</summary>
internal class StubHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => Task.FromResult(Send(request, cancellationToken));
}
