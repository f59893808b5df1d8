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
        if (mustBeJsonObject && JsonObjectCheck.FaultIn(content, address.Show) is { } fault)
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

    private static bool IsTorn(Stream content, FileMetadata metadata) =>
        metadata.Size is { } size && content.Length != size;
}
