namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// Where things lie in the Hugging Face cache. Pure functions: nothing here looks at the disk.
/// <code>
/// {cache}/models--{org}--{name}/refs/{revision}                the commit hash that a branch or tag stands for
/// {cache}/models--{org}--{name}/snapshots/{commit}/{file}      a link to the blob, or the file itself
/// {cache}/models--{org}--{name}/blobs/{etag}                   the bytes
/// {cache}/models--{org}--{name}/.no_exist/{commit}/{file}      the file is known not to exist
/// </code>
/// </summary>
internal static class CacheLayout
{
    public static string RepoFolder(string cache, RepoId repo) =>
        Path.Join(cache, $"models--{repo.Value.Replace("/", "--", StringComparison.Ordinal)}");

    public static string Ref(string repoFolder, Revision revision) => Path.Join(repoFolder, "refs", revision.Value);

    public static string Snapshots(string repoFolder) => Path.Join(repoFolder, "snapshots");

    public static string Snapshot(string repoFolder, string commit) => Path.Join(repoFolder, "snapshots", commit);

    public static string File(string repoFolder, string commit, RepoFilePath file) => Path.Join(repoFolder, "snapshots", commit, file.Value);

    public static string NoExist(string repoFolder, string commit, RepoFilePath file) => Path.Join(repoFolder, ".no_exist", commit, file.Value);
}
