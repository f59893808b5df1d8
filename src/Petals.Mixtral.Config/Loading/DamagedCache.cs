namespace Petals.Mixtral.Config.Loading;

/// <summary>Distinguishes a file that was published with an error from one that is damaged in the cache.</summary>
internal static class DamagedCache
{
    /// <param name="location">The file.</param>
    /// <param name="computeHash">Computes the hash of what was read.</param>
    /// <param name="reason">What is wrong with the file.</param>
    /// <exception cref="HubException">The content does not match the hash in the name of its blob.</exception>
    public static void ThrowIfDamaged(
        ModelLocation location,
        Func<ETagKind, string?> computeHash,
        ConfigFormatException reason
    )
    {
        if (
            location.BlobName is { Kind: not ETagKind.Opaque } name
            && FileErrors.OrElse(null, () => computeHash(name.Kind)) is { } hash
            && hash != name.Value
        )
        {
            throw new HubException(
                $"The cached file '{location.Path}' is damaged: the content of its blob '{location.RealPath}' does not have "
                    + $"the hash in its name ({reason.Message.TrimEnd('.')}). "
                    + "Delete the blob and load the model again, or load it with ForceDownload.",
                reason
            )
            {
                RepoId = location.RepoId,
            };
        }
    }

    /// <summary>Whether the Hub may have a better file than the one in the cache that cannot be used. Without a blob,
    /// only the Hub can tell whether a file was published with its error.</summary>
    public static bool MayBeReplaced(PretrainedConfigException exception, PretrainedFile? cached) =>
        !FileErrors.IsOutOfHandles(exception.InnerException)
        && (exception is HubException || (exception is ConfigFormatException && cached?.Location.BlobName is null));
}
