using System.Net;
using System.Net.Http.Headers;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Requests one file. It follows redirects itself, so that it sends the token only to the Hub.</summary>
internal sealed class HubTransport(HttpClient client, HubFileAddress file)
{
    private static readonly ProductInfoHeaderValue UserAgent = new(
        "Petals.Mixtral.Config",
        typeof(HubTransport).Assembly.GetName().Version?.ToString(3)
    );

    private readonly RequestSender _sender = new(client, file);

    /// <summary>Requests the metadata of the file.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="known">The tag of the cached content.</param>
    /// <param name="cachedCommit">The commit of the cached content.</param>
    /// <exception cref="HubException">There is no response, or it is not valid.</exception>
    public async ValueTask<FileMetadata> ReadMetadataAsync(CallMode mode, ETag? known, string? cachedCommit)
    {
        var metadata = new MetadataReader(file);
        using HttpResponseMessage response = await FollowAsync(
                mode,
                HttpMethod.Head,
                request => AddCondition(request, known),
                metadata
            )
            .ConfigureAwait(false);
        return
            response.IsSuccessStatusCode
            || RedirectRules.IsRedirect(response)
            || (response.StatusCode is HttpStatusCode.NotModified && known is not null)
            ? metadata.Read(response.StatusCode, known, cachedCommit)
            : throw HubErrors.FromStatus(file, response);
    }

    /// <summary>Requests the content from an offset on. The response has this part, with the status 206, or the whole
    /// content. The caller disposes it.</summary>
    /// <exception cref="HubException">There is no response, or it is not valid.</exception>
    public async ValueTask<HttpResponseMessage> OpenContentAsync(CallMode mode, long offset, ETag tag)
    {
        RangeHeaderValue? range = offset > 0 ? new RangeHeaderValue(offset, null) : null;
        HttpResponseMessage response = await OpenRangeAsync(mode, range, new EntityTagHeaderValue($"\"{tag}\""))
            .ConfigureAwait(false);

        // A store may have a tag of its own for the same content. The hash of all bytes decides later.
        EntityTagHeaderValue? own = response.Headers.ETag;
        if (
            range is not null
            && response.StatusCode is HttpStatusCode.OK
            && own is { IsWeak: false }
            && ETag.TryParse(own.Tag) is not { Kind: ETagKind.Sha256 }
        )
        {
            response.Dispose();
            response = await OpenRangeAsync(mode, range, own).ConfigureAwait(false);
        }

        if (response.StatusCode is not HttpStatusCode.OK && !IsPart(response, offset))
        {
            response.Dispose();
            response = await OpenRangeAsync(mode, null, null).ConfigureAwait(false);
        }

        return response;
    }

    /// <summary>Requests a part of the content, or all of it. The response is 200, or 206 or 416 to a range;
    /// the caller disposes it.</summary>
    /// <exception cref="HubException">There is no response, or it is not valid.</exception>
    public async ValueTask<HttpResponseMessage> OpenRangeAsync(
        CallMode mode,
        RangeHeaderValue? range,
        EntityTagHeaderValue? condition
    )
    {
        HttpResponseMessage response = await FollowAsync(
                mode,
                HttpMethod.Get,
                request =>
                {
                    request.Headers.Range = range;
                    request.Headers.IfRange =
                        range is null || condition is null ? null : new RangeConditionHeaderValue(condition);
                },
                metadata: null
            )
            .ConfigureAwait(false);
        bool isAnswer =
            response.StatusCode is HttpStatusCode.OK
            || (
                range is not null
                && response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable
            );
        if (isAnswer)
        {
            return response;
        }

        using (response)
        {
            throw response.IsSuccessStatusCode
                ? HubErrors.BadAnswer(
                    file,
                    response.StatusCode,
                    $"{file.Show(HubHeaders.UrlOf(response))} answered {(int)response.StatusCode}, and not with the whole file"
                )
                : HubErrors.FromStatus(file, response);
        }
    }

    /// <summary>Whether a response has the content from an offset on.</summary>
    public static bool IsPart(HttpResponseMessage response, long offset) =>
        response.StatusCode is HttpStatusCode.PartialContent
        && response.Content.Headers.ContentRange is { Unit: "bytes" } range
        && range.From == offset;

    /// <summary>Checks that the branch has not moved since the metadata was read. If the tag is a hash, the content is
    /// compared with it later.</summary>
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

    /// <summary>Sends the request and follows redirects. It does not follow a redirect to another server if the metadata
    /// is already complete.</summary>
    private async ValueTask<HttpResponseMessage> FollowAsync(
        CallMode mode,
        HttpMethod method,
        Action<HttpRequestMessage> prepare,
        MetadataReader? metadata
    )
    {
        TimeSpan timeout = metadata is null ? file.Timeouts.Download : file.Timeouts.Metadata;
        Uri url = file.Url;
        bool isAtOrigin = true;
        for (int redirects = 0; ; redirects++)
        {
            ThrowIfTokenWouldLeak(isAtOrigin, url);
            HttpResponseMessage response = await _sender
                .SendAsync(mode, Request(method, url, prepare, isAtOrigin), timeout)
                .ConfigureAwait(false);
            try
            {
                metadata?.Add(response);
                if (!RedirectRules.IsRedirect(response))
                {
                    return response;
                }

                Uri next = RedirectRules.Next(response, file);

                // After a redirect to another server, the token is never sent again.
                isAtOrigin &= file.Endpoint.IsOriginOf(next);
                metadata?.AddRedirect(next);
                if (metadata is { IsComplete: true } && !isAtOrigin)
                {
                    return response;
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

    private HttpRequestMessage Request(HttpMethod method, Uri url, Action<HttpRequestMessage> prepare, bool isAtOrigin)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.UserAgent.Add(UserAgent);

        // The announced length must be that of the file.
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        prepare(request);
        if (isAtOrigin && file.TokenToSend is { } token)
        {
            request.Headers.Authorization = token.Header;
        }

        return request;
    }

    private static void AddCondition(HttpRequestMessage request, ETag? known)
    {
        if (known is { } tag)
        {
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{tag}\""));
        }
    }

    private void ThrowIfTokenWouldLeak(bool isAtOrigin, Uri next)
    {
        if (!(isAtOrigin && file.Endpoint.IsPrivate) && client.DefaultRequestHeaders.Authorization is not null)
        {
            throw new HubException(
                "The HttpClient that was given has a default header Authorization, which would go to "
                    + $"{file.Show(next)}. Give the token by the option Token instead."
            );
        }
    }
}
