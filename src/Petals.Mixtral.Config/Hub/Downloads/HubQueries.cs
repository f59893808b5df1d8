using System.Net;
using System.Net.Http.Headers;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Requests that do not use the cache.</summary>
internal static class HubQueries
{
    public static async ValueTask<HubFileMetadata> ReadMetadataAsync(HubCall call)
    {
        FileMetadata metadata = await new HubTransport(call).ReadMetadataAsync().ConfigureAwait(false);
        return new HubFileMetadata(call.File.File.Value, metadata.CommitHash, metadata.Tag.Value, metadata.Size);
    }

    /// <summary>Reads bytes from an offset on until the buffer is full or the file ends.</summary>
    public static async ValueTask<int> ReadRangeAsync(HubCall call, long offset, Memory<byte> buffer)
    {
        var range = new RangeHeaderValue(offset, offset + buffer.Length - 1);
        using HttpResponseMessage response = await new HubTransport(call).OpenAsync(range).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return 0;
        }

        return offset == 0 || HubTransport.IsPart(response, offset)
            ? await FillAsync(call, response, buffer).ConfigureAwait(false)
            : throw HubErrors.BadAnswer(
                call.File,
                response.StatusCode,
                $"{call.File.Show(HubHeaders.UrlOf(response))} did not send the requested part"
            );
    }

    /// <summary>Reads the content until the buffer is full or the content ends. Returns its length.</summary>
    public static async ValueTask<int> FillAsync(HubCall call, HttpResponseMessage response, Memory<byte> buffer)
    {
        using var reader = new ContentReader(call, response);
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
