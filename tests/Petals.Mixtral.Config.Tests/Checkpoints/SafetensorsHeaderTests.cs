using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Headers that are sound.</summary>
public sealed class SafetensorsHeaderTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_header_says_which_tensors_there_are_and_where()
    {
        SafetensorsHeader header = Read(
            """{"b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]},"a":{"data_offsets":[0,12],"shape":[2,3],"dtype":"BF16","more":[{}]}}""",
            20
        );

        header.Path.Should().Be(_directory.Combine("a.safetensors"));
        header.DataOffset.Should().Be(header.Length + 8);
        header.DataLength.Should().Be(20);
        header.FileSize.Should().Be(header.DataOffset + 20);
        header.Tensors.Keys.Should().BeEquivalentTo("a", "b");
        header.Tensors["a"].Spec.Should().Be(new TensorSpec("a", [2, 3]));
        header.Tensors["a"].Dtype.Should().Be(TorchDtype.BFloat16);
        header.Tensors["b"].Offset.Should().Be(header.DataOffset + 12);
        header.Tensors["b"].SizeInBytes.Should().Be(8);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("{}   \n", 0)]
    [InlineData("""{"__metadata__":{"format":"pt"}}""", 0)]
    [InlineData("""{"__metadata__":{}}""", 0)]
    [InlineData("""{"__metadata__":null}""", 0)]
    public void A_file_without_tensors_is_sound(string header, int dataLength) =>
        Read(header, dataLength).Tensors.Should().BeEmpty();

    [Fact]
    public void Metadata_of_a_header_are_exposed()
    {
        Read("""{"__metadata__":{"format":"pt","\u00e4":"1"}}""", 0)
            .Metadata.Should()
            .BeEquivalentTo(new Dictionary<string, string> { ["format"] = "pt", ["ä"] = "1" });
        Read("""{"__metadata__":null}""", 0).Metadata.Should().BeEmpty();
        Read("{}", 0).Metadata.Should().BeEmpty();
    }

    [Fact]
    public void A_scalar_has_one_value_and_an_empty_tensor_none()
    {
        SafetensorsHeader header = Read(
            """{"none":{"dtype":"BF16","shape":[0,4096],"data_offsets":[0,0]},"scalar":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"last":{"dtype":"U8","shape":[0],"data_offsets":[8,8]}}""",
            8
        );

        header.Tensors["scalar"].Spec.Shape.Should().BeEmpty();
        header.Tensors.Values.Select(tensor => tensor.SizeInBytes).Should().BeEquivalentTo([0L, 8L, 0L]);
    }

    [Theory]
    [InlineData("BOOL", "bool", 8)]
    [InlineData("U8", "uint8", 8)]
    [InlineData("I8", "int8", 8)]
    [InlineData("U16", "uint16", 16)]
    [InlineData("I16", "int16", 16)]
    [InlineData("F16", "float16", 16)]
    [InlineData("BF16", "bfloat16", 16)]
    [InlineData("U32", "uint32", 32)]
    [InlineData("I32", "int32", 32)]
    [InlineData("F32", "float32", 32)]
    [InlineData("U64", "uint64", 64)]
    [InlineData("I64", "int64", 64)]
    [InlineData("F64", "float64", 64)]
    [InlineData("C64", "complex64", 64)]
    [InlineData("F8_E4M3", "float8_e4m3fn", 8)]
    [InlineData("F8_E5M2", "float8_e5m2", 8)]
    [InlineData("F8_E8M0", "float8_e8m0fnu", 8)]
    [InlineData("F4", "float4_e2m1fn", 4)]
    [InlineData("F6_E2M3", "float6_e2m3", 6)]
    [InlineData("F6_E3M2", "float6_e3m2", 6)]
    public void Each_dtype_has_its_size(string code, string name, int bits)
    {
        SafetensorsHeader header = Read(
            $$$"""{"a":{"dtype":"{{{code}}}","shape":[3,8],"data_offsets":[0,{{{3 * bits}}}]}}""",
            3 * bits
        );

        header.Tensors["a"].Dtype.Should().Be(TorchDtype.Parse(name));
    }

    [Fact]
    public void Only_the_header_of_a_large_file_is_read()
    {
        // 8 TB of values: whoever read them would still be at it.
        const long Size = 8L << 40;

        Read($$$"""{"a":{"dtype":"U8","shape":[{{{Size}}}],"data_offsets":[0,{{{Size}}}]}}""", Size)
            .DataLength.Should()
            .Be(Size);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_to_a_file_is_followed()
    {
        Read(ShardWriter.OneTensor, 12);
        SymbolicLinks.ToFile(_directory.Combine("link"), "a.safetensors");

        SafetensorsHeader.Read(_directory.Combine("link")).Tensors.Should().ContainKey("a");
    }

    private SafetensorsHeader Read(string header, long dataLength) =>
        SafetensorsHeader.Read(ShardWriter.Write(_directory.Combine("a.safetensors"), header, dataLength));
}
