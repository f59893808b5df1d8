using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Headers whose tensors cannot be: each is one error that names the tensor and what is wrong with
/// it.</summary>
public sealed class DamagedTensorTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("""{"shape":[2],"data_offsets":[0,4]}""", "", "no dtype")]
    [InlineData("""{"dtype":"BF16","data_offsets":[0,4]}""", "", "no shape")]
    [InlineData("""{"dtype":"BF16","shape":[2]}""", "", "no data_offsets")]
    [InlineData("{}", "", "no dtype")]
    [InlineData("null", "", "null")]
    [InlineData("[]", "", "a list")]
    [InlineData("""{"dtype":"bf16","shape":[2],"data_offsets":[0,4]}""", ", dtype", "'bf16'")]
    [InlineData("""{"dtype":"Q4_K","shape":[2],"data_offsets":[0,4]}""", ", dtype", "'Q4_K'")]
    [InlineData("""{"dtype":16,"shape":[2],"data_offsets":[0,4]}""", ", dtype", "a number")]
    [InlineData("""{"dtype":"BF16","shape":2,"data_offsets":[0,4]}""", ", shape", "a number")]
    [InlineData("""{"dtype":"BF16","shape":[-2],"data_offsets":[0,4]}""", ", shape", "-2")]
    [InlineData("""{"dtype":"BF16","shape":[-2,-1],"data_offsets":[0,4]}""", ", shape", "-2")]
    [InlineData("""{"dtype":"BF16","shape":[2.0],"data_offsets":[0,4]}""", ", shape", "2.0")]
    [InlineData("""{"dtype":"BF16","shape":[1e1],"data_offsets":[0,4]}""", ", shape", "1e1")]
    [InlineData("""{"dtype":"BF16","shape":["2"],"data_offsets":[0,4]}""", ", shape", "2")]
    [InlineData("""{"dtype":"BF16","shape":[[2]],"data_offsets":[0,4]}""", ", shape", "[")]
    [InlineData("""{"dtype":"BF16","shape":[null],"data_offsets":[0,4]}""", ", shape", "null")]
    [InlineData(
        """{"dtype":"BF16","shape":[18446744073709551618],"data_offsets":[0,4]}""",
        ", shape",
        "18446744073709551618"
    )]
    [InlineData(
        """{"dtype":"BF16","shape":[4611686018427387904,4],"data_offsets":[0,4]}""",
        ", shape",
        "[4611686018427387904, 4]"
    )]
    [InlineData(
        """{"dtype":"BF16","shape":[4294967296,4294967296,0],"data_offsets":[0,4]}""",
        ", shape",
        "[4294967296, 4294967296, 0]"
    )]
    [InlineData("""{"dtype":"BF16","shape":[3],"data_offsets":[0,4]}""", "", "4 bytes")]
    [InlineData("""{"dtype":"F4","shape":[7],"data_offsets":[0,4]}""", "", "4 bytes")]
    [InlineData("""{"dtype":"F64","shape":[9223372036854775807],"data_offsets":[0,4]}""", "", "4 bytes")]
    [InlineData("""{"dtype":"BF16","shape":[],"data_offsets":[0,4]}""", "", "4 bytes")]
    [InlineData("""{"dtype":"BF16","shape":[2],"data_offsets":[-4,0]}""", ", data_offsets", "-4")]
    [InlineData("""{"dtype":"BF16","shape":[2],"data_offsets":[0.0,4]}""", ", data_offsets", "0.0")]
    [InlineData("""{"dtype":"BF16","shape":[2],"data_offsets":{"0":4}}""", ", data_offsets", "an object")]
    [InlineData("""{"dtype":"BF16","shape":[2],"data_offsets":[4,0]}""", ", data_offsets", "[4, 0]")]
    [InlineData("""{"dtype":"BF16","shape":[2],"data_offsets":[0]}""", ", data_offsets", "[0]")]
    [InlineData("""{"dtype":"BF16","shape":[2],"data_offsets":[]}""", ", data_offsets", "[]")]
    [InlineData("""{"dtype":"BF16","shape":[2],"data_offsets":[0,4,8]}""", ", data_offsets", "[0, 4, 8]")]
    [InlineData(
        """{"dtype":"BF16","shape":[2],"data_offsets":[0,4,0,0,0,0,0,0,0]}""",
        ", data_offsets",
        "[0, 4, 0, 0, 0, 0, 0, 0, …]"
    )]
    [InlineData(
        """{"dtype":"BF16","shape":[4294967296,4294967296,1,1,1,1,1,1,1],"data_offsets":[0,4]}""",
        ", shape",
        "[4294967296, 4294967296, 1, 1, 1, 1, 1, 1, …]"
    )]
    [InlineData("""{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}""", ", data_offsets", "[0, 8]")]
    [InlineData(
        """{"dtype":"BF16","shape":[2],"data_offsets":[9223372036854775803,9223372036854775807]}""",
        ", data_offsets",
        "[9223372036854775803, 9223372036854775807]"
    )]
    [InlineData(
        """{"dtype":"BF16","shape":[1],"data_offsets":[2,4]}""",
        ", data_offsets",
        "one that begins at 2: there is a gap"
    )]
    public void A_tensor_that_cannot_be_is_an_error(string tensor, string place, string found)
    {
        CheckpointFormatException exception = Fail($$"""{"a":{{tensor}} }""", 4);

        exception.Place.Should().Be($"tensor 'a'{place}");
        exception.Found.Should().Be(found);
        exception
            .Message.Should()
            .Be(
                $"{exception.File}, {exception.Place}: expected {exception.Expected}, found {found}. Download the "
                    + "file again, or ask who published it."
            );
    }

    [Theory]
    [InlineData(0, 4, 2, 6, "tensor 'b', data_offsets", "one that begins at 2: they overlap")]
    [InlineData(0, 4, 0, 4, "tensor '?', data_offsets", "one that begins at 0: they overlap")]
    [InlineData(0, 4, 5, 9, "tensor 'b', data_offsets", "one that begins at 5: there is a gap")]
    [InlineData(5, 9, 0, 4, "tensor 'a', data_offsets", "one that begins at 5: there is a gap")]
    [InlineData(0, 4, 4, 8, "values", "9")]
    public void Tensors_that_overlap_or_do_not_fill_the_file_are_an_error(
        int firstBegin,
        int firstEnd,
        int secondBegin,
        int secondEnd,
        string place,
        string found
    )
    {
        CheckpointFormatException exception = Fail(
            $$$"""{"a":{"dtype":"F32","shape":[],"data_offsets":[{{{firstBegin}}},{{{firstEnd}}}]},"b":{"dtype":"F32","shape":[],"data_offsets":[{{{secondBegin}}},{{{secondEnd}}}]}}""",
            9
        );

        exception.Place.Should().Match(place);
        exception.Found.Should().Be(found);
    }

    [Fact]
    public void Bytes_that_belong_to_no_tensor_are_an_error()
    {
        Fail(ShardWriter.OneTensor, 13)
            .Should()
            .BeEquivalentTo(
                new
                {
                    Place = "values",
                    Expected = "12 bytes, as the header says",
                    Found = "13",
                }
            );
        Fail("{}", 1).Place.Should().Be("values");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\\u0061")]
    public void A_tensor_that_is_there_twice_is_an_error(string second) =>
        Fail(
                $$$"""{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"{{{second}}}":{"dtype":"U8","shape":[],"data_offsets":[1,2]}}""",
                2
            )
            .Should()
            .BeEquivalentTo(
                new
                {
                    Place = "tensor 'a'",
                    Expected = "each tensor once",
                    Found = "a second one",
                }
            );

    private CheckpointFormatException Fail(string header, long dataLength)
    {
        string path = ShardWriter.Write(_directory.Combine("a.safetensors"), header, dataLength);
        CheckpointFormatException exception = FluentActions
            .Invoking(() => SafetensorsHeader.Read(path))
            .Should()
            .Throw<CheckpointFormatException>()
            .Which;
        exception.File.Should().Be(path);
        return exception;
    }
}
