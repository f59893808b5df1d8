using System.Net;
using System.Security.Cryptography;

namespace Petals.Mixtral.Config.AotSmoke;

/// <summary>Responds as the Hub does, with one text for every file, after a first 503.</summary>
internal sealed class SmallHub(string text) : HttpMessageHandler
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly byte[] _content = Encoding.UTF8.GetBytes(text);
    private int _asked;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => Task.FromResult(Send(request, cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_asked++ == 0)
        {
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request };
        }

        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(_content),
        };
        response.Headers.TryAddWithoutValidation("X-Repo-Commit", Commit);
        response.Headers.TryAddWithoutValidation("ETag", $"\"{Convert.ToHexStringLower(SHA256.HashData(_content))}\"");
        return response;
    }
}
