namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>The list of the files of a repo, which the Hub sends in pages. A retry continues after the last complete
/// page.</summary>
internal sealed class FileList
{
    private const int MaxPageSize = 16 * 1024 * 1024;

    private readonly List<HubFileEntry> _files = [];
    private Uri? _next;

    public async ValueTask<IReadOnlyList<HubFileEntry>> ReadAsync(HubCall call)
    {
        _next ??= call.File.Url;
        while (_next is not null)
        {
            _next = await ReadPageAsync(call with { File = call.File with { ListPage = _next } });
        }

        return _files.AsReadOnly();
    }

    /// <summary>Reads one page. Returns the address of the next page, or null.</summary>
    private async ValueTask<Uri?> ReadPageAsync(HubCall call)
    {
        using HttpResponseMessage response = await new HubTransport(call).OpenAsync();
        byte[] buffer = new byte[Math.Min(response.Content.Headers.ContentLength + 1 ?? MaxPageSize, MaxPageSize)];
        using var reader = new ContentReader(call, response);
        int length = await reader.FillAsync(buffer);
        if (length == MaxPageSize)
        {
            throw HubErrors.TooLarge(call.File, MaxPageSize);
        }

        Uri? next = NextPage(response, call.File);
        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
            _files.AddRange([
                .. json
                    .RootElement.EnumerateArray()
                    .Where(entry => entry.GetProperty("type").ValueEquals("file"u8))
                    .Select(Read),
            ]);
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw HubErrors.BadAnswer(call.File, response, "it is not a list of files");
        }

        return next;
    }

    private static HubFileEntry Read(JsonElement entry) =>
        new(
            entry.GetProperty("path").GetString() ?? "",
            entry.GetProperty("size").GetInt64(),
            (entry.TryGetProperty("lfs", out JsonElement lfs) ? lfs : entry).GetProperty("oid").GetString() ?? ""
        );

    /// <summary>The address in <c>Link: &lt;address&gt;; rel="next"</c>, which must be on the same server because the
    /// token goes there.</summary>
    private static Uri? NextPage(HttpResponseMessage response, HubFileAddress address)
    {
        string? link = HubHeaders.Find(response, "Link");
        if (link?.Contains("rel=\"next\"") is not true)
        {
            return null;
        }

        string target = link.Split('<', '>').ElementAtOrDefault(1) ?? "";
        return HttpAddress.TryParse(target, HubHeaders.UrlOf(response)) is { } next && address.Endpoint.IsOriginOf(next)
            ? next
            : throw HubErrors.BadAnswer(
                address,
                response,
                $"its header Link leads to another server: '{address.Show(target)}'"
            );
    }
}
