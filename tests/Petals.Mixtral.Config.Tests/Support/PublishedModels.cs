namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>The configs of tests/fixtures, loaded as a program does it.</summary>
internal static class PublishedModels
{
    public const string Mixtral8x7B = "mistralai/Mixtral-8x7B-v0.1";
    public const string Mixtral8x22B = "mistralai/Mixtral-8x22B-v0.1";

    public static PretrainedLoadOptions Options => new() { CacheDirectory = Fixtures.Hub, LocalFilesOnly = true };

    public static DistributedMixtralConfig Load(string repoId) =>
        DistributedMixtralConfig.FromPretrained(repoId, options: Options);

    /// <summary>Every config.json, including those that Python printed.</summary>
    public static IEnumerable<DistributedMixtralConfig> All() =>
        Directory
            .EnumerateFiles(Fixtures.Hub, "config.json", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Concat(GoldenCase.All.Values.Where(golden => golden.Error is null).Select(golden => golden.Input))
            .Select(json => DistributedMixtralConfig.FromJson(json.TrimStart('\uFEFF')));
}
