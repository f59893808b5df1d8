namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>
/// Files that are being written. Each has a name of its own, so that two writers never share one, and becomes what it
/// is to be by one rename, so that whoever is killed leaves nothing that anybody reads. As in Python's client they lie
/// beside the blobs.
/// </summary>
internal static class TemporaryFile
{
    public const string Extension = ".incomplete";

    /// <summary>A new path for what is being written.</summary>
    /// <param name="repoFolder">The folder of the repo.</param>
    /// <param name="name">What it is to become: the name of a blob, say.</param>
    public static string PathFor(string repoFolder, string name) =>
        Path.Join(CacheLayout.Blobs(repoFolder), $"{name}.{Guid.NewGuid():N}{Extension}");

    /// <summary>Deletes a file, if it can be.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is of no use to anybody, but does no harm either.
        }
    }

    /// <summary>
    /// Deletes what writers of this blob left behind when they were killed. Only for the holder of the blob's lock, and
    /// only what nobody holds open: elsewhere a writer without the lock may be at work.
    /// </summary>
    public static void DeleteAbandoned(string repoFolder, ETag tag)
    {
        string blobs = CacheLayout.Blobs(repoFolder);
        if (!Directory.Exists(blobs))
        {
            return;
        }

        try
        {
            foreach (string path in Directory.EnumerateFiles(blobs, $"{tag.Value}.*{Extension}").Where(IsAbandoned))
            {
                TryDelete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // To tidy up is no reason to fail.
        }
    }

    private static bool IsAbandoned(string path)
    {
        string unique = Path.GetFileNameWithoutExtension(path);
        if (!Guid.TryParseExact(unique[(unique.LastIndexOf('.') + 1)..], "N", out _))
        {
            return false; // another client's
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true; // a link that was not put in its place
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
