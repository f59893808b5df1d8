namespace Petals.Mixtral.Config.Hub.Downloads;

internal static class ContentChecks
{
    /// <exception cref="HubException">The content is not the requested file.</exception>
    public static void ThrowIfInvalid(
        PartialBlob content,
        HubFileMetadata metadata,
        HubCall call,
        bool mustBeJsonObject
    )
    {
        string? transfer = FindTransferFault(content, metadata, call.Cancellation);
        string? json = mustBeJsonObject ? FindJsonFault(content.Content, call.File) : null;
        string faults = string.Join("; ", ((string?[])[json, transfer]).OfType<string>());
        if (faults.Length > 0)
        {
            // Only a hash proves that the file itself has the fault.
            bool isTransient = transfer is not null || metadata.Tag.Kind is ETagKind.Opaque;
            throw HubErrors.BadContent(call.File, faults, isTransient);
        }
    }

    private static string? FindTransferFault(
        PartialBlob content,
        HubFileMetadata metadata,
        CancellationToken cancellation
    )
    {
        if (content.ComputeHash(cancellation) is { } hash)
        {
            return hash == metadata.Tag.Value
                ? null
                : $"its {content.Length} bytes have the hash {hash} instead of {metadata.Tag}";
        }

        return content.Length == (metadata.Size ?? content.Length)
            ? null
            : $"{content.Length} bytes arrived instead of {metadata.Size}";
    }

    private static string? FindJsonFault(Stream content, HubFileAddress address)
    {
        byte[] bytes = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(bytes);
        byte[] text = bytes.WithoutByteOrderMark();
        if (JsonCheck.FindFault(JsonSlice.FromText(text)) is not { } fault)
        {
            return null;
        }

        // A server may repeat the token. It is hidden first, because an excerpt could contain a part of it.
        byte[] hidden = Encoding.UTF8.GetBytes(address.Hide(Encoding.UTF8.GetString(text)));
        fault = JsonCheck.FindFault(JsonSlice.FromText(hidden)) ?? fault;
        string position = fault.Position is { } at ? $", line {at.Line}, column {at.Column}" : "";
        return $"it is not a JSON object: expected {fault.Expected}, found {address.Show(fault.Found)}{position}";
    }
}
