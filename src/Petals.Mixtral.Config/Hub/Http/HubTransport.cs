using System.Net.Http.Headers;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Asks for one file, following redirects by hand, so that the token goes to the Hub and nobody
/// else.</summary>
internal sealed class HubTransport(HttpClient client, HubFileAddress file)
{
    private static readonly ProductInfoHeaderValue UserAgent = new(
        "Petals.Mixtral.Config",
        typeof(HubTransport).Assembly.GetName().Version?.ToString(3)
    );

    private readonly RequestSender _sender = new(client, file);

    /// <summary>Asks what the Hub knows of the file.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="known">The tag of the content that is here already.</param>
    /// <param name="cachedCommit">The commit it belongs to.</param>
    /// <exception cref="HubException">The Hub has no answer, or none that can be used.</exception>
    public async ValueTask<FileMetadata> ReadMetadataAsync(CallMode mode, ETag? known, string? cachedCommit)
    {
        var metadata = new MetadataReader(file);
        (HttpResponseMessage response, Uri url) = await FollowAsync(mode, HttpMethod.Head, known, metadata)
            .ConfigureAwait(false);
        using (response)
        {
            return
                response.IsSuccessStatusCode
                || RedirectRules.IsRedirect(response)
                || (response.StatusCode is System.Net.HttpStatusCode.NotModified && known is not null)
                ? metadata.Read(response.StatusCode, known, cachedCommit)
                : throw HubErrors.OfStatus(file, url, response);
        }
    }

    /// <summary>Asks for the content. The answer is a success, and is to be disposed of.</summary>
    /// <exception cref="HubException">The Hub has no answer, or none that can be used.</exception>
    public async ValueTask<HttpResponseMessage> OpenContentAsync(CallMode mode)
    {
        (HttpResponseMessage response, Uri url) = await FollowAsync(mode, HttpMethod.Get, known: null, metadata: null)
            .ConfigureAwait(false);
        if (response.StatusCode is System.Net.HttpStatusCode.OK)
        {
            return response;
        }

        using (response)
        {
            throw response.IsSuccessStatusCode
                ? HubErrors.BadAnswer(
                    file,
                    response.StatusCode,
                    $"{file.Show(url)} answered {(int)response.StatusCode}, and not with the whole file"
                )
                : HubErrors.OfStatus(file, url, response);
        }
    }

    /// <summary>A branch may move between the question and the content; of a tag that is a hash the content itself
    /// shows it.</summary>
    /// <exception cref="HubException">The content is that of another commit.</exception>
    public void ThrowIfMoved(HttpResponseMessage response, FileMetadata metadata)
    {
        if (
            metadata.Tag.Kind is ETagKind.Opaque
            && HubHeaders.Single(response, HubHeaders.Commit, file) is { } commit
            && commit != metadata.CommitHash
        )
        {
            throw HubErrors.BadContent(
                file,
                $"it is of commit {file.Show(commit)}, and the one asked for was {metadata.CommitHash}",
                isTransient: true
            );
        }
    }

    /// <summary>Asks, and asks again wherever the answer sends on to. What lies elsewhere is not followed once all is
    /// known that was asked.</summary>
    private async ValueTask<(HttpResponseMessage Response, Uri Url)> FollowAsync(
        CallMode mode,
        HttpMethod method,
        ETag? known,
        MetadataReader? metadata
    )
    {
        TimeSpan timeout = metadata is null ? file.Timeouts.Download : file.Timeouts.Metadata;
        Uri url = file.Url;
        bool isAtHome = true;
        for (int redirects = 0; ; redirects++)
        {
            ThrowIfTokenWouldLeak(isAtHome, url);
            HttpResponseMessage response = await _sender
                .SendAsync(mode, Request(method, url, known, isAtHome), timeout)
                .ConfigureAwait(false);
            try
            {
                metadata?.Add(response);
                if (!RedirectRules.IsRedirect(response))
                {
                    return (response, url);
                }

                Uri next = RedirectRules.Next(url, response, file);

                // Once elsewhere, it never counts as home again: who knows what was told on the way.
                isAtHome &= file.Endpoint.IsOriginOf(next);
                if (metadata is { IsComplete: true } && !isAtHome)
                {
                    return (response, url);
                }

                url = redirects < RedirectRules.Max ? next : throw RedirectRules.TooMany(next, response, file);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
        }
    }

    private HttpRequestMessage Request(HttpMethod method, Uri url, ETag? known, bool isAtHome)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.UserAgent.Add(UserAgent);

        // The length that is said should be that of the file.
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (known is { } tag)
        {
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{tag}\""));
        }

        if (isAtHome && file.TokenToSend is { } token)
        {
            request.Headers.Authorization = token.Header;
        }

        return request;
    }

    private void ThrowIfTokenWouldLeak(bool isAtHome, Uri next)
    {
        if (!(isAtHome && file.Endpoint.IsPrivate) && client.DefaultRequestHeaders.Authorization is not null)
        {
            throw new HubException(
                "The HttpClient that was given has a default header Authorization, which would go to "
                    + $"{file.Show(next)}. Give the token by the option Token instead."
            );
        }
    }
}
