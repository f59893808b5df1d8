using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>Reading a bfloat16 tensor of 500 MB as float, beside a naive loop and a plain copy; and opening a large
/// header.</summary>
public class TensorBenchmarks
{
    private const int Count = 250_000_000;
    private const int NumTensors = 100_000;

    private readonly float[] _values = new float[Count];
    private readonly byte[] _bytes = new byte[2L * Count];
    private string _directory = null!;
    private SafetensorsFile _read = null!;
    private SafetensorsFile _mapped = null!;
    private MemoryMappedFile _map = null!;
    private MemoryMappedViewAccessor _view = null!;

    private string TensorPath => Path.Combine(_directory, "tensor.safetensors");

    private string HeaderPath => Path.Combine(_directory, "header.safetensors");

    [GlobalSetup]
    public void Setup()
    {
        _directory = Directory.CreateTempSubdirectory().FullName;
        Write(TensorPath, $$$"""{"t":{"dtype":"BF16","shape":[{{{Count}}}],"data_offsets":[0,{{{2L * Count}}}]}}""");
        using (FileStream file = File.OpenWrite(TensorPath))
        {
            file.Seek(0, SeekOrigin.End);
            RandomNumberGenerator.Fill(_bytes);
            file.Write(_bytes);
        }

        IEnumerable<string> tensors = Enumerable
            .Range(0, NumTensors)
            .Select(i =>
                $$"""
                    "model.layers.{{i}}.w1.weight":{"dtype":"BF16","shape":[0,4096],"data_offsets":[0,0]}
                    """
            );
        Write(HeaderPath, $"{{{string.Join(',', tensors)}}}");
        _read = SafetensorsFile.Open(TensorPath);
        _mapped = SafetensorsFile.Open(TensorPath, TensorAccess.MemoryMapped);
        _map = MemoryMappedFile.CreateFromFile(TensorPath);
        _view = _map.CreateViewAccessor();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _read.Dispose();
        _mapped.Dispose();
        _view.Dispose();
        _map.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [BenchmarkCategory("i: 500 MB as a new array"), Benchmark(Baseline = true, Description = "ReadAllBytes and a loop")]
    public float[] Naive()
    {
        byte[] file = File.ReadAllBytes(TensorPath);
        float[] values = new float[Count];
        int offset = file.Length - (2 * Count);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.Int32BitsToSingle(BitConverter.ToUInt16(file, offset + (2 * i)) << 16);
        }

        return values;
    }

    [BenchmarkCategory("i: 500 MB as a new array"), Benchmark(Description = "library")]
    public float[] ToFloatArray() => _read.GetTensor("t").ToFloatArray();

    [BenchmarkCategory("j: 500 MB into memory"), Benchmark(Baseline = true, Description = "copy of the mapped file")]
    public void Copy() => _view.SafeMemoryMappedViewHandle.ReadSpan<byte>(0, _bytes);

    [BenchmarkCategory("j: 500 MB into memory"), Benchmark(Description = "library, read as float")]
    public void ReadFloats() => _read.GetTensor("t").ReadFloats(_values);

    [BenchmarkCategory("j: 500 MB into memory"), Benchmark(Description = "library, mapped as float")]
    public void ReadMappedFloats() => _mapped.GetTensor("t").ReadFloats(_values);

    [BenchmarkCategory("j: 500 MB into memory"), Benchmark(Description = "library, mapped as bytes")]
    public void ReadMappedBytes() => _mapped.GetTensor("t").ReadBytes(_bytes);

    [BenchmarkCategory("k: a header of 100,000 tensors"), Benchmark(Description = "library")]
    public SafetensorsHeader ReadHeader() => SafetensorsHeader.Read(HeaderPath);

    private static void Write(string path, string header)
    {
        byte[] length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, Encoding.UTF8.GetByteCount(header));
        File.WriteAllBytes(path, [.. length, .. Encoding.UTF8.GetBytes(header)]);
    }
}
