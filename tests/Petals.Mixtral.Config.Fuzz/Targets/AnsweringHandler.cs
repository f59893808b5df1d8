using System.Net;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>Replaces the network: returns one set of headers first, then another with a body.</summary>
internal sealed class AnsweringHandler : HttpMessageHandler
{
    private int _asked;

    /// <summary>The status and header lines of each response. The last one repeats.</summary>
    public string[] Answers { get; set; } = [];

    public byte[] Body { get; set; } = [];

    public void Restart() => _asked = 0;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string[] lines = Answers[Math.Min(_asked++, Answers.Length - 1)].Split('\n');
        int status =
            int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            && code is >= 100 and < 600
                ? code
                : 200;
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(request.Method == HttpMethod.Get ? Body : []),
        };
        response.Content.Headers.ContentLength = null;
        foreach (string line in lines.Skip(1))
        {
            string[] header = line.Split(": ", 2);
            if (
                header.Length == 2
                && header[0].Length > 0
                && header[0].All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
                && !header[1].AsSpan().ContainsAny("\r\n\0")
            )
            {
                // The name decides whether it is a header of the response or of its content.
                _ =
                    response.Headers.TryAddWithoutValidation(header[0], header[1])
                    || response.Content.Headers.TryAddWithoutValidation(header[0], header[1]);
            }
        }

        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => Task.FromResult(Send(request, cancellationToken));
}
