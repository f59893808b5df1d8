namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Records the requests, and responds as a Hub that has the tiny model at every address.</summary>
internal sealed class RecordingHandler() : StubHandler(Answer)
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    /// <summary>The addresses as they are sent, and the tokens.</summary>
    public ConcurrentQueue<(Uri Url, string? Authorization)> Sent { get; } = new();

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Enqueue((request.RequestUri!, request.Headers.Authorization?.ToString()));
        return base.Send(request, cancellationToken);
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(Tiny.Bytes),
        };
        response.Headers.Add("X-Repo-Commit", Tiny.Commit);
        response.Headers.Add("ETag", $"\"{Tiny.ETag}\"");
        return response;
    }
}
