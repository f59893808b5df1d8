using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Requests that do not use the cache.</summary>
internal sealed class HubQueries(CallMode mode, HubTransport transport, HubFileAddress address)
{
    private const int MaxPageSize = 16 * 1024 * 1024;
    private const int MaxPages = 1000;

    public async ValueTask<HubFileMetadata> ReadMetadataAsync()
    {
        FileMetadata metadata = await transport.ReadMetadataAsync(mode, null, null).ConfigureAwait(false);
        return new HubFileMetadata(address.File.Value, metadata.CommitHash, metadata.Tag.Value, metadata.Size);
    }

    /// <summary>Reads bytes from an offset on until the buffer is full or the file ends.</summary>
    public async ValueTask<int> ReadRangeAsync(long offset, Memory<byte> buffer)
    {
        var range = new RangeHeaderValue(offset, offset + buffer.Length - 1);
        using HttpResponseMessage response = await transport.OpenRangeAsync(mode, range, null).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return 0;
        }

        return offset == 0 || HubTransport.IsPart(response, offset)
            ? await FillAsync(response, buffer).ConfigureAwait(false)
            : throw HubErrors.BadAnswer(
                address,
                response.StatusCode,
                $"{address.Show(HubHeaders.UrlOf(response))} did not send the requested part"
            );
    }

    /// <summary>Reads one page of the list of files. Returns the address of the next page, or null.</summary>
    public async ValueTask<HubFileAddress?> ReadPageAsync(List<HubFileEntry> files, int page)
    {
        using HttpResponseMessage response = await transport.OpenRangeAsync(mode, null, null).ConfigureAwait(false);
        byte[] buffer = new byte[Math.Min(response.Content.Headers.ContentLength + 1 ?? MaxPageSize, MaxPageSize)];
        int length = await FillAsync(response, buffer).ConfigureAwait(false);
        Uri? next = NextPage(response);
        if (length == MaxPageSize || (next is not null && page == MaxPages))
        {
            throw HubErrors.TooLarge(address, MaxPageSize);
        }

        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
            files.AddRange(
                json.RootElement.EnumerateArray()
                    .Where(entry => entry.GetProperty("type").ValueEquals("file"u8))
                    .Select(Read)
            );
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw HubErrors.BadAnswer(address, response.StatusCode, "it is not a list of files");
        }

        return next is null ? null : address with { ListPage = next };
    }

    private static HubFileEntry Read(JsonElement entry) =>
        new(
            entry.GetProperty("path").GetString() ?? "",
            entry.GetProperty("size").GetInt64(),
            (entry.TryGetProperty("lfs", out JsonElement lfs) ? lfs : entry).GetProperty("oid").GetString() ?? ""
        );

    /// <summary>The address in <c>Link: &lt;address&gt;; rel="next"</c>, which must be on the same server because the
    /// token goes there.</summary>
    private Uri? NextPage(HttpResponseMessage response)
    {
        string? link = HubHeaders.Single(response, "Link", address);
        if (link?.Contains("rel=\"next\"", StringComparison.Ordinal) is not true)
        {
            return null;
        }

        string target = link[(link.IndexOf('<', StringComparison.Ordinal) + 1)..].Split('>')[0];
        return
            Uri.TryCreate(HubHeaders.UrlOf(response), target, out Uri? next)
            && HubEndpoint.HasHost(next)
            && address.Endpoint.IsOriginOf(next)
            ? next
            : throw HubErrors.BadHeader(
                address,
                response.StatusCode,
                "Link",
                "the address of the next page on the same server",
                $"'{address.Show(target)}'"
            );
    }

    private async ValueTask<int> FillAsync(HttpResponseMessage response, Memory<byte> buffer)
    {
        using var reader = new ContentReader(mode, address, response);
        int length = 0;
        while (
            length < buffer.Length
            && await reader.ReadAsync(buffer[length..]).ConfigureAwait(false) is > 0 and int count
        )
        {
            length += count;
        }

        return length;
    }
}
