namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Requests the metadata and the content of one file.</summary>
internal sealed class HubTransport(HubCall call)
{
    private readonly HubFileAddress _file = call.File;
    private readonly RequestSender _sender = new(call);

    /// <param name="known">The tag of the cached content.</param>
    /// <param name="cachedCommit">The commit of the cached content.</param>
    /// <exception cref="HubException">There is no response, or it is not valid.</exception>
    public async ValueTask<HubFileMetadata> ReadMetadataAsync(ETag? known = null, string? cachedCommit = null)
    {
        var metadata = new MetadataReader(_file);
        using HttpResponseMessage response = await _sender.SendAsync(
            headers =>
            {
                if (known is { } tag)
                {
                    headers.IfNoneMatch.Add(Quoted(tag));
                }
            },
            metadata
        );
        return
            response.IsSuccessStatusCode
            || RedirectRules.IsRedirect(response)
            || ((int)response.StatusCode == 304 && known is not null)
            ? metadata.Read(known, cachedCommit)
            : throw HubErrors.FromStatus(_file, response);
    }

    /// <summary>Requests the content from an offset on. The response has this part, with the status 206, or the whole
    /// content. The caller disposes it.</summary>
    /// <exception cref="HubException">There is no response, or it is not valid.</exception>
    public async ValueTask<HttpResponseMessage> OpenContentAsync(long offset, ETag tag)
    {
        if (offset == 0)
        {
            return await OpenAsync();
        }

        var range = new RangeHeaderValue(offset, null);
        EntityTagHeaderValue condition = Quoted(tag);
        HttpResponseMessage response = await OpenAsync(range, condition);

        // A store may have a tag of its own for the same content. The hash of all bytes decides later.
        if ((int)response.StatusCode == 200 && response.Headers.ETag is { IsWeak: false } own && !own.Equals(condition))
        {
            response.Dispose();
            response = await OpenAsync(range, own);
        }

        if ((int)response.StatusCode == 200 || IsPart(response, offset))
        {
            return response;
        }

        response.Dispose();
        return await OpenAsync();
    }

    /// <summary>Reads bytes from an offset on until the buffer is full or the file ends.</summary>
    public async ValueTask<int> ReadRangeAsync(long offset, Memory<byte> buffer)
    {
        var range = new RangeHeaderValue(offset, offset + buffer.Length - 1);
        using HttpResponseMessage response = await OpenAsync(range);
        if ((int)response.StatusCode == 416)
        {
            return 0;
        }

        if (offset > 0 && !IsPart(response, offset))
        {
            throw HubErrors.BadAnswer(_file, response, "the server did not send the requested part");
        }

        using var reader = new ContentReader(call, response);
        return await reader.FillAsync(buffer);
    }

    /// <summary>Requests a part of the content, or all of it. The response is 200, or 206 or 416 to a range;
    /// the caller disposes it.</summary>
    /// <exception cref="HubException">There is no response, or it is not valid.</exception>
    public async ValueTask<HttpResponseMessage> OpenAsync(
        RangeHeaderValue? range = null,
        EntityTagHeaderValue? condition = null
    )
    {
        HttpResponseMessage response = await _sender.SendAsync(headers =>
        {
            headers.Range = range;
            headers.IfRange = condition is null ? null : new RangeConditionHeaderValue(condition);
        });
        int status = (int)response.StatusCode;
        if (status == 200 || (range is not null && status is 206 or 416))
        {
            return response;
        }

        using (response)
        {
            throw HubErrors.FromStatus(_file, response);
        }
    }

    /// <summary>Whether a response has the content from an offset on.</summary>
    private static bool IsPart(HttpResponseMessage response, long offset) =>
        (int)response.StatusCode == 206
        && response.Content.Headers.ContentRange is { Unit: "bytes" } range
        && range.From == offset;

    private static EntityTagHeaderValue Quoted(ETag tag) => new($"\"{tag}\"");
}
