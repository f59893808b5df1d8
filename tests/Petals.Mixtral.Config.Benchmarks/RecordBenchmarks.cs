using BenchmarkDotNet.Attributes;
using Petals.Mixtral.Config.Floor;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>What a config costs as a value, beside a record of plain properties.</summary>
public class RecordBenchmarks
{
    private static readonly byte[] Json = PublishedFile.Read(PublishedFile.SmallId);
    private readonly DistributedMixtralConfig _config = DistributedMixtralConfig.FromJson(Json);
    private readonly DistributedMixtralConfig _equal = DistributedMixtralConfig.FromJson(Json);
    private readonly PlainConfig _plain = PlainLoader.FromJson(Json);
    private PlainConfig _plainEqual = null!;

    // The copy shares its arrays, because the record of the compiler compares them by reference.
    [GlobalSetup]
    public void Setup() => _plainEqual = _plain with { };

    [BenchmarkCategory("f: with"), Benchmark(Baseline = true, Description = "floor")]
    public PlainConfig FloorOfWith() => _plain with { VocabSize = 32064 };

    [BenchmarkCategory("f: with"), Benchmark(Description = "library")]
    public DistributedMixtralConfig With() => _config with { Model = _config.Model with { VocabSize = 32064 } };

    [BenchmarkCategory("g: equality and hash"), Benchmark(Baseline = true, Description = "floor")]
    public bool FloorOfEquality() => _plain.Equals(_plainEqual) && _plain.GetHashCode() == _plainEqual.GetHashCode();

    [BenchmarkCategory("g: equality and hash"), Benchmark(Description = "library")]
    public bool EqualityAndHash() => _config.Equals(_equal) && _config.GetHashCode() == _equal.GetHashCode();
}
