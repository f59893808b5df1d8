using BenchmarkDotNet.Attributes;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>Reading texts of many sizes, each with one kind of content. If the cost is linear, it is the same per KiB
/// in every row.</summary>
[BenchmarkCategory("growth: size of the file")]
public class SizeBenchmarks
{
    private byte[] _json = null!;

    [Params(1, 32, 1024, 16 * 1024 - 1)]
    public int KiB { get; set; }

    [ParamsAllValues]
    public LargeTextKind Kind { get; set; }

    [GlobalSetup]
    public void Setup() => _json = LargeTexts.Make(Kind, KiB * 1024);

    [Benchmark]
    public DistributedMixtralConfig FromJson() => DistributedMixtralConfig.FromJson(_json);
}
