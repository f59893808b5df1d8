using System.Collections.Concurrent;
using System.Net;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Stands where the network would be: keeps what is sent, and answers as a hub that holds the tiny model under
/// every address.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    /// <summary>What was sent: the address as it goes onto the wire, and the token.</summary>
    public ConcurrentQueue<(Uri Url, string? Authorization)> Sent { get; } = new();

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Enqueue((request.RequestUri!, request.Headers.Authorization?.ToString()));
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(Tiny.Bytes),
        };
        response.Headers.Add("X-Repo-Commit", Tiny.Commit);
        response.Headers.Add("ETag", $"\"{Tiny.ETag}\"");
        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => Task.FromResult(Send(request, cancellationToken));
}
