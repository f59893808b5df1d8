using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Whether what has arrived is the file that was asked for.</summary>
internal static class ContentChecks
{
    /// <exception cref="HubException">It is not.</exception>
    public static void ThrowIfNotTheFile(
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
                isTransient: IsTorn(content, metadata)
            );
        }

        if (BlobHash.Of(content, metadata.Tag.Kind) is { } hash)
        {
            // The hash says all that the size would.
            if (hash != metadata.Tag.Value)
            {
                throw HubErrors.BadContent(
                    address,
                    $"its {content.Length} bytes have the hash {hash}, and the Hub says {metadata.Tag}",
                    isTransient: true
                );
            }
        }
        else if (IsTorn(content, metadata))
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

        // A server may repeat the token. It is hidden before an excerpt is cut, which could leave a part of it.
        byte[] hidden = Encoding.UTF8.GetBytes(address.Hide(Encoding.UTF8.GetString(text)));
        fault = JsonCheck.FindFault(JsonSlice.FromText(hidden)) ?? fault;
        string position = fault.Position is { } at ? $", line {at.Line}, column {at.Column}" : "";
        return $"expected {fault.Expected}, found {address.Show(fault.Found)}{position}";
    }

    private static bool IsTorn(Stream content, FileMetadata metadata) =>
        metadata.Size is { } size && content.Length != size;
}
