namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>
/// The paths of the Hugging Face cache. These functions do not access the disk.
/// <code>
/// {cache}/models--{org}--{name}/refs/{revision}                the commit hash of a branch or tag
/// {cache}/models--{org}--{name}/snapshots/{commit}/{file}      a link to the blob, or the file itself
/// {cache}/models--{org}--{name}/blobs/{etag}                   the bytes
/// {cache}/models--{org}--{name}/.no_exist/{commit}/{file}      the file is known not to exist
/// {cache}/.locks/models--{org}--{name}/{etag}.lock             locked by the process that writes the blob
/// </code>
/// </summary>
internal static class CacheLayout
{
    /// <summary>The end of the name of a file that is being written. As in Python's client, it is among the
    /// blobs.</summary>
    public const string Unfinished = ".incomplete";

    private const string BlobsName = "blobs";

    private const string RepoPrefix = "models--";

    public static string RepoFolderName(RepoId repo) =>
        $"{RepoPrefix}{repo.Value.Replace("/", "--", StringComparison.Ordinal)}";

    /// <summary>The repo id of a folder's name; null if it is not the folder of a repo.</summary>
    public static string? RepoIdOf(string folderName) =>
        folderName.StartsWith(RepoPrefix, StringComparison.Ordinal)
        && folderName[RepoPrefix.Length..].Replace("--", "/", StringComparison.Ordinal) is var id
        && RepoId.IsValid(id)
            ? id
            : null;

    public static string RepoFolder(string cache, RepoId repo) => Path.Join(cache, RepoFolderName(repo));

    public static string Ref(string repoFolder, Revision revision) =>
        Path.Join(repoFolder, "refs", PathSegment.ToNative(revision.Value));

    public static string Snapshots(string repoFolder) => Path.Join(repoFolder, "snapshots");

    public static string Snapshot(string repoFolder, string commit) => Path.Join(repoFolder, "snapshots", commit);

    public static string File(string repoFolder, string commit, RepoFilePath file) =>
        Path.Join(repoFolder, "snapshots", commit, file.NativePath);

    public static string NoExist(string repoFolder, string commit, RepoFilePath file) =>
        Path.Join(repoFolder, ".no_exist", commit, file.NativePath);

    public static string Blobs(string repoFolder) => Path.Join(repoFolder, BlobsName);

    public static string Blob(string repoFolder, ETag tag) => Path.Join(repoFolder, BlobsName, tag.Value);

    /// <summary>The path of a partial blob, which a later download continues. Python's client uses another name,
    /// because it continues its own files without a check.</summary>
    public static string Partial(string repoFolder, ETag tag) => Blob(repoFolder, tag) + $".partial{Unfinished}";

    /// <summary>The prefix of the temporary files of refs and links.</summary>
    public static string RefPrefix(string repoFolder) => Path.Join(repoFolder, BlobsName, "ref");

    public static string Lock(string cache, RepoId repo, ETag tag) =>
        Path.Join(cache, ".locks", RepoFolderName(repo), $"{tag.Value}.lock");

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
