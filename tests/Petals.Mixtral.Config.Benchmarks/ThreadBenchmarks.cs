using BenchmarkDotNet.Attributes;
using Petals.Mixtral.Config.Floor;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>Loading from the cache on many threads at the same time, beside the floor. The time is that of one load:
/// half of it on two threads is perfect scaling.</summary>
[BenchmarkCategory("growth: threads")]
public class ThreadBenchmarks
{
    private const int Loads = 16 * 1024;
    private WarmCache _cache = null!;
    private PretrainedLoadOptions _options = null!;
    private string _repoFolder = null!;

    [Params(1, 2, 4, 8, 16)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _cache = new WarmCache(PublishedFile.Read(PublishedFile.SmallId));
        _options = _cache.Options;
        _repoFolder = _cache.RepoFolder;
    }

    [GlobalCleanup]
    public void Cleanup() => _cache.Dispose();

    [Benchmark(OperationsPerInvoke = Loads, Baseline = true, Description = "floor")]
    public void Floor() => OnAllThreads(() => PlainLoader.FromRepoFolder(_repoFolder));

    [Benchmark(OperationsPerInvoke = Loads, Description = "library")]
    public void Load() =>
        OnAllThreads(() => DistributedMixtralConfig.FromPretrained(PublishedFile.SmallId, options: _options));

    private void OnAllThreads(Func<object> load)
    {
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() => Repeat(load)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private void Repeat(Func<object> load)
    {
        for (int i = 0; i < Loads / Threads; i++)
        {
            load();
        }
    }
}
