namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>
/// Files that are being written. Each has a unique name, so two writers never share one. A rename puts it in place, so
/// no reader sees the unfinished file of a process that was killed. As in Python's client, they are among the blobs.
/// </summary>
internal static class TemporaryFile
{
    public const string Extension = ".incomplete";
    private const string RefName = "ref";

    /// <param name="repoFolder">The folder of the repo.</param>
    /// <param name="blob">The blob; null for a ref.</param>
    public static string CreatePath(string repoFolder, ETag? blob) =>
        Path.Join(CacheLayout.Blobs(repoFolder), $"{blob?.Value ?? RefName}.{Guid.NewGuid():N}{Extension}");

    /// <summary>The path of a partial blob, which a later download continues. Python's client uses another name,
    /// because it continues its own files without a check.</summary>
    public static string PartialPath(string repoFolder, ETag blob) =>
        Path.Join(CacheLayout.Blobs(repoFolder), $"{blob.Value}.partial{Extension}");

    /// <summary>The bytes that all clients have written of a blob that is not complete.</summary>
    public static long WrittenLength(string repoFolder, ETag blob) =>
        FileErrors.OrElse(
            0L,
            () =>
                new DirectoryInfo(CacheLayout.Blobs(repoFolder))
                    .EnumerateFiles($"{blob.Value}*{Extension}")
                    .Sum(file => file.Length)
        );

    /// <summary>Puts a complete file or link at a path of the cache, also where an empty directory is.</summary>
    public static void MoveTo(string temporary, string path)
    {
        if (Directory.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            Directory.Delete(path);
        }

        AtomicFile.Publish(temporary, path);
    }

    /// <summary>Deletes a file if possible; a leftover file is harmless.</summary>
    public static void TryDelete(string path) => FileErrors.Ignore(() => File.Delete(path));

    /// <summary>
    /// Deletes the files that killed writers of this blob left behind, and those of refs. The caller must hold the lock
    /// of the blob. Open files are kept, because a writer without the lock may be using them.
    /// </summary>
    public static void DeleteAbandoned(string repoFolder, ETag tag)
    {
        DeleteAbandoned(repoFolder, tag.Value, DateTime.MaxValue);

        // Refs are written without a lock, in a moment.
        DeleteAbandoned(repoFolder, RefName, DateTime.UtcNow.AddHours(-1));
    }

    private static void DeleteAbandoned(string repoFolder, string name, DateTime writtenBefore) =>
        FileErrors.Ignore(() =>
        {
            foreach (string path in Directory.EnumerateFiles(CacheLayout.Blobs(repoFolder), $"{name}.*{Extension}"))
            {
                if (File.GetLastWriteTimeUtc(path) < writtenBefore && IsOurs(path) && !IsOpen(path))
                {
                    TryDelete(path);
                }
            }
        });

    /// <summary>Other clients do not use GUIDs.</summary>
    private static bool IsOurs(string path) =>
        Guid.TryParseExact(Path.GetExtension(Path.GetFileNameWithoutExtension(path)).TrimStart('.'), "N", out _);

    private static bool IsOpen(string path) =>
        FileErrors.OrElse(
            true,
            () =>
            {
                using FileStream? file = new FileInfo(path).LinkTarget is null
                    ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)
                    : null;
                return false;
            }
        );
}
