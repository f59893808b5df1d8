namespace Petals.Mixtral.Config.Hub.Cache;

/// <content>
/// The paths of a repo. They may not exist.
/// <code>
/// {cache}/models--{org}--{name}/refs/{revision}                the commit hash of a branch or tag
/// {cache}/models--{org}--{name}/snapshots/{commit}/{file}      a link to the blob, or the file itself
/// {cache}/models--{org}--{name}/blobs/{etag}                   the bytes
/// {cache}/models--{org}--{name}/.no_exist/{commit}/{file}      the file is known not to exist
/// {cache}/.locks/models--{org}--{name}/{etag}.lock             locked by the process that writes the blob
/// </code>
/// </content>
internal sealed partial record RepoCache
{
    public string Folder { get; } = Path.Join(Directory.Path, CacheLayout.RepoFolderName(Repo));

    public string BlobsPath => Path.Join(Folder, CacheLayout.BlobsName);

    public string DirectoryTagPath => Path.Join(Directory.Path, "CACHEDIR.TAG");

    /// <summary>The prefix of the temporary files of refs and links.</summary>
    public string TemporaryPrefix => Path.Join(BlobsPath, "ref");

    public string RefPath(Revision revision) => Path.Join(Folder, "refs", PathSegment.ToNative(revision.Value));

    public string SnapshotPath(string commit) => Path.Join(CacheLayout.Snapshots(Folder), commit);

    public string FilePath(string commit, RepoFilePath file) => Path.Join(SnapshotPath(commit), file.NativePath);

    public string AbsencePath(string commit, RepoFilePath file) =>
        Path.Join(Folder, ".no_exist", commit, file.NativePath);

    public string BlobPath(ETag tag) => Path.Join(BlobsPath, tag.Value);

    /// <summary>A partial blob, which a later download continues. Python's client uses another name, because it
    /// continues its own files without a check.</summary>
    public string PartialPath(ETag tag) => $"{BlobPath(tag)}.partial{CacheLayout.Unfinished}";

    public string LockPath(ETag tag) => Path.Join(Directory.Path, ".locks", Path.GetFileName(Folder), $"{tag}.lock");
}
