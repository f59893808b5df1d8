namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>A Hugging Face cache in a temporary directory that holds one model as Python's tools leave it: a ref, a
/// blob, and a link to the blob.</summary>
internal sealed class WarmCache : IDisposable
{
    private const string Commit = "985aa055896a8f943d4a9f2572e6ea1341823841";
    private const string ETag = "58ca1c6cc3cd2dc2a0b1a1dce0f5b6b1f0c2d1c3";

    public WarmCache(byte[] config)
    {
        string snapshot = Path.Join(RepoFolder, "snapshots", Commit);
        foreach (
            string folder in (ReadOnlySpan<string>)
                [snapshot, Path.Join(RepoFolder, "blobs"), Path.Join(RepoFolder, "refs"), ModelFolder]
        )
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(Path.Join(RepoFolder, "refs", "main"), Commit);
        File.WriteAllBytes(Path.Join(RepoFolder, "blobs", ETag), config);
        File.CreateSymbolicLink(Path.Join(snapshot, "config.json"), $"../../blobs/{ETag}");
        File.WriteAllBytes(ConfigFile, config);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("mixtral-config-").FullName;

    public string RepoFolder =>
        Path.Join(Folder, $"models--{PublishedFile.SmallId.Replace("/", "--", StringComparison.Ordinal)}");

    /// <summary>A directory of the model outside the cache.</summary>
    public string ModelFolder => Path.Join(Folder, "saved");

    /// <summary>The file in <see cref="ModelFolder"/>.</summary>
    public string ConfigFile => Path.Join(ModelFolder, "config.json");

    /// <summary>Options that load from this cache only.</summary>
    public PretrainedLoadOptions Options => new() { CacheDirectory = Folder, LocalFilesOnly = true };

    public void AddRepos(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Directory.CreateDirectory(Path.Join(Folder, $"models--acme--model-{i}"));
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
