namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Compares the blobs of a repo with the hashes in their names.</summary>
internal static class BlobVerifier
{
    /// <exception cref="HubException">The folder of blobs cannot be read.</exception>
    public static CacheVerification Verify(RepoCache cache)
    {
        int intact = 0;
        List<DamagedBlob> damaged = [];
        List<string> notVerifiable = [];
        foreach (string path in CompleteBlobs(cache.BlobsPath))
        {
            string name = Path.GetFileName(path);
            if (ETag.TryParse(name) is not { Kind: not ETagKind.Opaque } tag)
            {
                notVerifiable.Add(path);
            }
            else if (HashOrError(cache, path, tag.Kind) is var found && found != name)
            {
                damaged.Add(new DamagedBlob(path, name, found));
            }
            else
            {
                intact++;
            }
        }

        return new CacheVerification(
            intact,
            ValueList<DamagedBlob>.Create([.. damaged]),
            ValueList<string>.Create([.. notVerifiable])
        );
    }

    private static string HashOrError(RepoCache cache, string path, ETagKind kind)
    {
        try
        {
            using OpenedFile? blob = cache.Open(path);
            return blob is null ? "no regular file" : BlobHash.Compute(blob, kind)!;
        }
        catch (Exception exception) when (exception.IsFileError() || exception is HubException)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<string> CompleteBlobs(string folder)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFileSystemEntries(folder)
                    .Where(path => !path.EndsWith(CacheLayout.Unfinished, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            throw new HubException(RepoCache.Unreadable($"The folder '{folder}'", exception), exception);
        }
    }
}
