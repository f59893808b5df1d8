namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Sends requests for one file. It follows redirects itself, to send the token only to the Hub.</summary>
internal sealed class RequestSender(HubCall call)
{
    private static readonly ProductInfoHeaderValue UserAgent = new(Telemetry.Name, PackageVersion.Value);

    private readonly HubFileAddress _file = call.File;

    /// <summary>Sends a request and follows redirects, but not to another server if the metadata is already
    /// complete.</summary>
    /// <param name="prepare">Adds headers to each request.</param>
    /// <param name="metadata">Receives every response to a request for metadata; null for a request for
    /// content.</param>
    /// <exception cref="HubException">There is no response, a redirect is not allowed, or the client cannot be
    /// used.</exception>
    public async ValueTask<HttpResponseMessage> SendAsync(
        Action<HttpRequestHeaders> prepare,
        MetadataReader? metadata = null
    )
    {
        Uri url = _file.Url;
        bool isAtOrigin = true;
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await SendOnceAsync(url, prepare, isAtOrigin, metadata is not null);
            metadata?.Add(response);
            if (!RedirectRules.IsRedirect(response))
            {
                return response;
            }

            using (response)
            {
                url = RedirectRules.Next(response, _file, redirects);

                // After a redirect to another server, the token is never sent again.
                isAtOrigin &= _file.Endpoint.IsOriginOf(url);
                if (!isAtOrigin && metadata is { IsComplete: true })
                {
                    return response;
                }
            }
        }
    }

    private async ValueTask<HttpResponseMessage> SendOnceAsync(
        Uri url,
        Action<HttpRequestHeaders> prepare,
        bool isAtOrigin,
        bool isForMetadata
    )
    {
        if (!(isAtOrigin && _file.Endpoint.IsPrivate) && call.Client.DefaultRequestHeaders.Authorization is not null)
        {
            throw new HubException(
                $"The HttpClient has a default header Authorization, which would go to {_file.Show(url)}. Set the option "
                    + "Token instead."
            );
        }

        using var request = new HttpRequestMessage(isForMetadata ? HttpMethod.Head : HttpMethod.Get, url);
        request.Headers.UserAgent.Add(UserAgent);

        // The announced length must be that of the file.
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        request.Headers.Authorization = isAtOrigin ? _file.TokenToSend?.Header : null;
        prepare(request.Headers);
        TimeSpan timeout = isForMetadata ? _file.Timeouts.Metadata : _file.Timeouts.Download;
        using var deadline = new NetworkDeadline(call.Mode, timeout);
        HttpResponseMessage response = await call.WaitAsync(
            deadline,
            url,
            "there was no response within",
            () => call.Mode.SendAsync(call.Client, request, deadline.Token)
        );

        // The caller's handler may not set the request, or may follow redirects itself.
        Uri answered = response.RequestMessage?.RequestUri ?? url;
        response.RequestMessage = request;
        if (answered != url)
        {
            response.Dispose();
            throw new HubException(
                $"The HttpClient followed a redirect to {_file.Show(answered)}, which could send the token to other hosts. "
                    + "Set AllowAutoRedirect = false on its handler."
            );
        }

        return response;
    }
}
