using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Tells a file that is wrong as it was published from one that has been damaged since.</summary>
internal static class DamagedCache
{
    /// <exception cref="HubException">The bytes of the file are not those that the name of its blob promises.</exception>
    public static void ThrowIfDamaged(ModelLocation location, ConfigFormatException reason)
    {
        if (location.CommitHash is { } commit && new CachedFile(location.Path, location.File.Path, commit) is { BlobName: { } name } && IsDamaged(location.File.Path, name))
        {
            throw new HubException(
                $"The cached file '{location.Path}' is damaged: the bytes of its blob '{location.File.Path}' are not those that its name, a hash, promises ({reason.Message.TrimEnd('.')}). "
                + "Delete the blob and load the model again, or load it with ForceDownload.",
                reason)
            {
                RepoId = location.RepoId,
            };
        }
    }

    /// <summary>Only what was read can be said to be damaged.</summary>
    private static bool IsDamaged(string blob, ETag name)
    {
        try
        {
            return !BlobHash.Matches(blob, name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
