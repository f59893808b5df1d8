using BenchmarkDotNet.Attributes;
using Petals.Mixtral.Config.Floor;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>Loading the published 8x7B config from disk, beside the least code that reads the same files.</summary>
public class LoadBenchmarks
{
    private WarmCache _cache = null!;
    private PretrainedLoadOptions _options = null!;
    private string _repoFolder = null!;
    private string _modelFolder = null!;
    private string _configFile = null!;

    [GlobalSetup]
    public void Setup()
    {
        _cache = new WarmCache(PublishedFile.Read(PublishedFile.SmallId));
        _options = _cache.Options;
        _repoFolder = _cache.RepoFolder;
        _modelFolder = _cache.ModelFolder;
        _configFile = _cache.ConfigFile;
    }

    [GlobalCleanup]
    public void Cleanup() => _cache.Dispose();

    [BenchmarkCategory("a: FromPretrained by repo id"), Benchmark(Baseline = true, Description = "floor")]
    public PlainConfig FloorOfCache() => PlainLoader.FromRepoFolder(_repoFolder);

    [BenchmarkCategory("a: FromPretrained by repo id"), Benchmark(Description = "library")]
    public DistributedMixtralConfig FromCache() =>
        DistributedMixtralConfig.FromPretrained(PublishedFile.SmallId, options: _options);

    [BenchmarkCategory("b: FromPretrained from a directory"), Benchmark(Baseline = true, Description = "floor")]
    public PlainConfig FloorOfDirectory() => PlainLoader.FromFile(_configFile);

    [BenchmarkCategory("b: FromPretrained from a directory"), Benchmark(Description = "library")]
    public DistributedMixtralConfig FromDirectory() => DistributedMixtralConfig.FromPretrained(_modelFolder);
}
