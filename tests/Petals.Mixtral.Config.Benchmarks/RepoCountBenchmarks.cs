using BenchmarkDotNet.Attributes;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>Loading from a cache that holds other models too.</summary>
[BenchmarkCategory("growth: repos in the cache")]
public class RepoCountBenchmarks
{
    private WarmCache _cache = null!;
    private PretrainedLoadOptions _options = null!;

    [Params(0, 1_000, 100_000)]
    public int OtherRepos { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _cache = new WarmCache(PublishedFile.Read(PublishedFile.SmallId));
        _cache.AddRepos(OtherRepos);
        _options = _cache.Options;
    }

    [GlobalCleanup]
    public void Cleanup() => _cache.Dispose();

    [Benchmark]
    public DistributedMixtralConfig Load() =>
        DistributedMixtralConfig.FromPretrained(PublishedFile.SmallId, options: _options);
}
