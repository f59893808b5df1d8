using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

internal static class ContentChecks
{
    /// <exception cref="HubException">The content is not the requested file.</exception>
    public static void ThrowIfInvalid(
        Stream content,
        FileMetadata metadata,
        HubFileAddress address,
        bool mustBeJsonObject
    )
    {
        if (mustBeJsonObject && FindJsonFault(content, address) is { } fault)
        {
            throw HubErrors.BadContent(
                address,
                $"it is not a JSON object: {fault}",
                isTransient: HasWrongSize(content, metadata)
            );
        }

        if (BlobHash.Compute(content, metadata.Tag.Kind) is { } hash)
        {
            if (hash != metadata.Tag.Value)
            {
                throw HubErrors.BadContent(
                    address,
                    $"its {content.Length} bytes have the hash {hash}, and the Hub says {metadata.Tag}",
                    isTransient: true
                );
            }
        }
        else if (HasWrongSize(content, metadata))
        {
            throw HubErrors.BadContent(
                address,
                $"{content.Length} bytes arrived, and the Hub says {metadata.Size}",
                isTransient: true
            );
        }
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
        return $"expected {fault.Expected}, found {address.Show(fault.Found)}{position}";
    }

    private static bool HasWrongSize(Stream content, FileMetadata metadata) =>
        metadata.Size is { } size && content.Length != size;
}
