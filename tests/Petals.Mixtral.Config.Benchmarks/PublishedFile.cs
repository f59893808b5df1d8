namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>The config.json of the published models.</summary>
internal static class PublishedFile
{
    public const string SmallId = "mistralai/Mixtral-8x7B-v0.1";
    public const string LargeId = "mistralai/Mixtral-8x22B-v0.1";

    public static byte[] Read(string repoId)
    {
        string folder = Path.Join(
            AppContext.BaseDirectory,
            "hub",
            $"models--{repoId.Replace("/", "--", StringComparison.Ordinal)}",
            "snapshots"
        );
        return File.ReadAllBytes(Path.Join(Directory.GetDirectories(folder)[0], "config.json"));
    }
}
