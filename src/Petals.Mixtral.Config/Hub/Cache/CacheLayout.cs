namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>The names in the Hugging Face cache. These functions do not access the disk.</summary>
internal static class CacheLayout
{
    public const string BlobsName = "blobs";

    /// <summary>The suffix of a file that is being written. As in Python's client, such files are among the
    /// blobs.</summary>
    public const string Unfinished = ".incomplete";

    private const string RepoPrefix = "models--";

    public static string RepoFolderName(RepoId repo) => $"{RepoPrefix}{repo.Value.Replace("/", "--")}";

    /// <summary>The repo id of a folder's name; null if it is not the folder of a repo.</summary>
    public static string? RepoIdOf(string folderName) =>
        folderName.StartsWith(RepoPrefix, StringComparison.Ordinal)
        && folderName[RepoPrefix.Length..].Replace("--", "/") is var id
        && RepoId.TryParse(id) is not null
            ? id
            : null;

    public static string Snapshots(string repoFolder) => Path.Join(repoFolder, "snapshots");

    /// <summary>
    /// The name of the blob at a path without links; null if it is not the path of a blob. A blob is in a repo, or in
    /// the store that newer Python clients share between repos, <c>{cache}/blobs/{2 digits}/{etag}</c>.
    /// </summary>
    public static ETag? BlobName(string realPath)
    {
        string? folder = Path.GetDirectoryName(realPath);
        string? above = Path.GetDirectoryName(folder);
        string? name = Path.GetFileName(folder);
        bool isBlob =
            name == BlobsName
                ? Path.GetFileName(above)?.StartsWith(RepoPrefix, StringComparison.Ordinal) is true
                : name?.Length == 2 && Path.GetFileName(above) == BlobsName;
        return isBlob ? ETag.TryParse(Path.GetFileName(realPath)) : null;
    }
}
