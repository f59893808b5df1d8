using BenchmarkDotNet.Attributes;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Floor;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>The parameters of all 56 blocks of 8x22B, beside the bare products.</summary>
public class BlockBenchmarks
{
    private static readonly byte[] Json = PublishedFile.Read(PublishedFile.LargeId);
    private readonly DistributedMixtralConfig _config = DistributedMixtralConfig.FromJson(Json);
    private readonly PlainConfig _plain = PlainLoader.FromJson(Json);

    [BenchmarkCategory("h: total of all blocks"), Benchmark(Baseline = true, Description = "floor")]
    public long FloorOfTotal()
    {
        long total = 0;
        for (int i = 0; i < _plain.NumHiddenLayers; i++)
        {
            long hidden = _plain.HiddenSize;
            long keyValue = hidden / _plain.NumAttentionHeads * _plain.NumKeyValueHeads;
            long attention = (2 * hidden * hidden) + (2 * hidden * keyValue);
            long experts = _plain.NumLocalExperts * (hidden + (3 * hidden * _plain.IntermediateSize));
            total += attention + experts + (2 * hidden);
        }

        return total;
    }

    [BenchmarkCategory("h: total of all blocks"), Benchmark(Description = "library")]
    public long Total()
    {
        long total = 0;
        foreach (WrappedMixtralBlock block in _config.Blocks)
        {
            total += block.ParameterCount;
        }

        return total;
    }
}
