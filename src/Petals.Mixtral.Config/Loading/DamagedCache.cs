using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Tells a file that is wrong as it was published from one that has been damaged since.</summary>
internal static class DamagedCache
{
    /// <exception cref="HubException">The bytes of the file are not those that the name of its blob
    /// promises.</exception>
    public static void ThrowIfDamaged(ModelLocation location, ConfigFormatException reason)
    {
        if (location.CommitHash is { } commit && FindDamagedBlob(location, commit) is { } blob)
        {
            throw new HubException(
                $"The cached file '{location.Path}' is damaged: the bytes of its blob '{blob}' are not those that "
                    + $"its name, a hash, promises ({reason.Message.TrimEnd('.')}). "
                    + "Delete the blob and load the model again, or load it with ForceDownload.",
                reason
            )
            {
                RepoId = location.RepoId,
            };
        }
    }

    /// <summary>The path of the blob where it is damaged; only of what can be read that can be said.</summary>
    private static string? FindDamagedBlob(ModelLocation location, string commit)
    {
        try
        {
            return
                new CachedFile(location.Path, location.RealPath, commit) is { BlobName: { } name }
                && !BlobHash.Matches(location.RealPath, name)
                ? location.RealPath
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
