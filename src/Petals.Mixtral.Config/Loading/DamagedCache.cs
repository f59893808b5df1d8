using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Distinguishes a file that was published with an error from one that is damaged in the cache.</summary>
internal static class DamagedCache
{
    /// <exception cref="HubException">The content does not match the hash in the name of its blob.</exception>
    public static void ThrowIfDamaged(ModelLocation location, ConfigFormatException reason)
    {
        if (location.CommitHash is { } commit && IsDamaged(location, commit))
        {
            throw new HubException(
                $"The cached file '{location.Path}' is damaged: the bytes of its blob '{location.RealPath}' are not those "
                    + $"that its name, a hash, promises ({reason.Message.TrimEnd('.')}). "
                    + "Delete the blob and load the model again, or load it with ForceDownload.",
                reason
            )
            {
                RepoId = location.RepoId,
            };
        }
    }

    /// <summary>Whether the blob can be read and does not match its name.</summary>
    private static bool IsDamaged(ModelLocation location, string commit)
    {
        try
        {
            return new CachedFile(location.Path, location.RealPath, commit) is { BlobName: { } name }
                && !BlobHash.Matches(location.RealPath, name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
