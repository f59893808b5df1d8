using Microsoft.Net.Http.Headers;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A file of 9 MiB on a Hub that sends ranges of it and counts the bytes.</summary>
internal sealed class LargeFile
{
    public const string Name = "model.safetensors";
    public const int Size = 9 * 1024 * 1024;
    private const int BlockSize = 64 * 1024;

    public LargeFile(int seed = 1)
    {
#pragma warning disable CA5394 // Random is insecure: it is test data.
        new Random(seed).NextBytes(Bytes);
#pragma warning restore CA5394
        Tag = Convert.ToHexStringLower(SHA256.HashData(Bytes));
        StoreTag = $"\"{Tag}\"";
    }

    public byte[] Bytes { get; } = new byte[Size];

    public string Tag { get; }

    /// <summary>The tag that the server of the content compares with If-Range.</summary>
    public string StoreTag { get; init; }

    /// <summary>The bytes after which each response ends early.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    public bool IgnoresRange { get; init; }

    /// <summary>The status for requests with a range, if not 206.</summary>
    public int? StatusOfRanges { get; init; }

    public long Sent { get; private set; }

    /// <summary>Responds to a request, or one for the rest of the file, without a network.</summary>
    public HttpResponseMessage Answer(HttpRequestMessage request)
    {
        int from = (int)(request.Headers.Range?.Ranges.Single().From ?? 0);
        var response = new HttpResponseMessage(from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(Bytes, from, Size - from)
            {
                Headers = { ContentRange = new(from, Size - 1, Size) },
            },
        };
        response.Headers.Add("X-Repo-Commit", HubCacheBuilder.Commit);
        response.Headers.Add("X-Linked-ETag", $"\"{Tag}\"");
        response.Headers.Add("X-Linked-Size", $"{Size}");
        return response;
    }

    public void Describe(HttpContext context)
    {
        context.Response.Headers["X-Repo-Commit"] = HubCacheBuilder.Commit;
        context.Response.Headers["X-Linked-Etag"] = $"\"{Tag}\"";
        context.Response.Headers["X-Linked-Size"] = $"{Size}";
        context.Response.Headers.ETag = StoreTag;
    }

    public async Task<bool> AnswerAsync(HttpContext context)
    {
        Describe(context);
        context.Response.ContentLength = Size;
        if (context.Request.Method == "HEAD")
        {
            return true;
        }

        int from = 0;
        int to = Size;
        RangeHeaderValue? range = context.Request.GetTypedHeaders().Range;
        string condition = context.Request.Headers.IfRange.ToString();
        if (range is not null && !IgnoresRange && (condition.Length == 0 || condition == StoreTag))
        {
            if (StatusOfRanges is { } status)
            {
                context.Response.ContentLength = 0;
                context.Response.StatusCode = status;
                return true;
            }

            from = (int)range.Ranges.Single().From!.Value;
            to = Math.Min(Size, (int)Math.Min(range.Ranges.Single().To ?? Size, Size) + 1);
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {from}-{to - 1}/{Size}";
            context.Response.ContentLength = to - from;
        }

        int end = (int)Math.Min(to, (long)from + CutAfter);
        for (int at = from; at < end; at += BlockSize)
        {
            int count = Math.Min(BlockSize, end - at);
            await context.Response.Body.WriteAsync(Bytes.AsMemory(at, count), context.RequestAborted);
            Sent += count;
        }

        return true;
    }
}
