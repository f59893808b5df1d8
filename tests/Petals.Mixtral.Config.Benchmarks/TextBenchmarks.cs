using BenchmarkDotNet.Attributes;
using Petals.Mixtral.Config.Floor;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>Reading and writing the text of the published 8x7B config, beside source-generated serialisation of a plain
/// class.</summary>
public class TextBenchmarks
{
    private readonly byte[] _json = PublishedFile.Read(PublishedFile.SmallId);
    private DistributedMixtralConfig _config = null!;
    private PlainConfig _plain = null!;
    private string _folder = null!;

    [GlobalSetup]
    public void Setup()
    {
        _config = DistributedMixtralConfig.FromJson(_json);
        _plain = PlainLoader.FromJson(_json);
        _folder = Directory.CreateTempSubdirectory("mixtral-config-").FullName;
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [BenchmarkCategory("c: FromJson"), Benchmark(Baseline = true, Description = "floor")]
    public PlainConfig FloorOfReading() => PlainLoader.FromJson(_json);

    [BenchmarkCategory("c: FromJson"), Benchmark(Description = "library")]
    public DistributedMixtralConfig FromJson() => DistributedMixtralConfig.FromJson(_json);

    [BenchmarkCategory("d: ToJsonString"), Benchmark(Baseline = true, Description = "floor")]
    public string FloorOfWriting() => PlainLoader.ToJsonString(_plain);

    [BenchmarkCategory("d: ToJsonString"), Benchmark(Description = "library")]
    public string ToJsonString() => _config.ToJsonString();

    [BenchmarkCategory("e: SavePretrained"), Benchmark(Baseline = true, Description = "floor")]
    public void FloorOfSaving()
    {
        // What a careful program does by hand: a temporary file, flushed, then renamed.
        string temporary = Path.Join(_folder, "floor.tmp");
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            System.Text.Json.JsonSerializer.Serialize(file, _plain, PlainJson.Default.PlainConfig);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Join(_folder, "floor.json"), overwrite: true);
    }

    [BenchmarkCategory("e: SavePretrained"), Benchmark(Description = "library")]
    public void SavePretrained() => _config.SavePretrained(_folder);
}
