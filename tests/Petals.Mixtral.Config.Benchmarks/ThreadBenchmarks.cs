using BenchmarkDotNet.Attributes;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>Loading from the cache on many threads at once. The time is that of one load: half of it on two threads is perfect scaling.</summary>
[BenchmarkCategory("growth: threads")]
public class ThreadBenchmarks
{
    private const int Loads = 16 * 1024;
    private WarmCache _cache = null!;

    [Params(1, 2, 4, 8, 16)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup() => _cache = new WarmCache(PublishedFile.Read(PublishedFile.SmallId));

    [GlobalCleanup]
    public void Cleanup() => _cache.Dispose();

    [Benchmark(OperationsPerInvoke = Loads)]
    public void Load()
    {
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(LoadShare))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private void LoadShare()
    {
        PretrainedLoadOptions options = _cache.Options;
        for (int i = 0; i < Loads / Threads; i++)
        {
            DistributedMixtralConfig.FromPretrained(PublishedFile.SmallId, options: options);
        }
    }
}
