namespace Petals.Mixtral.Config.Tests.Support;

internal sealed class HubCacheBuilder(TempDirectory directory)
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    public const string OtherCommit = "89abcdef0123456789abcdef0123456789abcdef";
    public const string Repo = "acme/tiny";

    public string Directory { get; } = directory.Combine("hub");

    public string RepoFolder => Path.Combine(Directory, "models--acme--tiny");

    /// <summary>Options that load from this cache only.</summary>
    public PretrainedLoadOptions Options => new() { CacheDirectory = Directory, LocalFilesOnly = true };

    /// <summary>The path of a file of the snapshot.</summary>
    public string PathOf(string file) => directory.Combine(RepoFolder, "snapshots", Commit, file);

    public HubCacheBuilder Ref(string revision = "main", string content = Commit)
    {
        directory.Write($"hub/models--acme--tiny/refs/{revision}", content);
        return this;
    }

    public HubCacheBuilder File(string path = "config.json", string? content = null, string commit = Commit)
    {
        directory.Write($"hub/models--acme--tiny/snapshots/{commit}/{path}", content ?? TinyConfig.Json);
        return this;
    }

    /// <summary>Adds a file as Python's client does on a system with links: a relative link to a blob.</summary>
    public HubCacheBuilder Link(
        string path = "config.json",
        string? etag = null,
        string? content = null,
        string commit = Commit
    )
    {
        content ??= TinyConfig.Json;
        etag ??= HubContent.Of(TinyConfig.Json).ETag;
        directory.Write($"hub/models--acme--tiny/blobs/{etag}", content);
        string link = Path.Combine(RepoFolder, "snapshots", commit, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        SymbolicLinks.ToFile(link, $"../../blobs/{etag}");
        return this;
    }

    public HubCacheBuilder KnownAbsent(string path = "config.json", string commit = Commit)
    {
        directory.Write($"hub/models--acme--tiny/.no_exist/{commit}/{path}", "");
        return this;
    }
}
