using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Headers that are no headers: each is one error of one kind that names the file and the place.</summary>
public sealed class DamagedHeaderTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Path => _directory.Combine("a.safetensors");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_file_that_is_cut_anywhere_is_an_error()
    {
        ShardWriter.Write(Path, ShardWriter.OneTensor, 12);
        byte[] whole = File.ReadAllBytes(Path);

        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            CheckpointFormatException exception = Fail();
            exception.Message.Should().Contain(Path);
            exception
                .Place.Should()
                .Be(
                    length switch
                    {
                        0 => null,
                        < 66 => "length of the header",
                        _ => "tensor 'a', data_offsets",
                    }
                );
        }
    }

    [Theory]
    [InlineData(100_000_001UL, "at most 100000000 bytes", "100000001; it may be no safetensors file")]
    [InlineData(1UL << 63, "at most 100000000 bytes", "9223372036854775808; it may be no safetensors file")]
    [InlineData(ulong.MaxValue, "at most 100000000 bytes", "18446744073709551615; it may be no safetensors file")]
    [InlineData(
        100_000_000UL,
        "a header inside the file",
        "a header of 100000000 bytes in a file of 78 bytes, which is cut short"
    )]
    [InlineData(71UL, "a header inside the file", "a header of 71 bytes in a file of 78 bytes, which is cut short")]
    public void A_length_that_cannot_be_is_an_error(ulong length, string expected, string found)
    {
        ShardWriter.Write(Path, Encoding.UTF8.GetBytes(ShardWriter.OneTensor), 12, length);

        Fail()
            .Should()
            .BeEquivalentTo(
                new
                {
                    File = Path,
                    Place = "length of the header",
                    Expected = expected,
                    Found = found,
                }
            );
    }

    [Fact]
    public void What_git_left_in_place_of_a_large_file_is_said_to_be_that()
    {
        File.WriteAllText(Path, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4\n");

        Fail().Found.Should().Be("a Git LFS pointer, not the file itself; fetch it with 'git lfs pull'");
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(57UL)]
    public void A_length_that_is_less_than_that_of_the_header_is_an_error(ulong length)
    {
        ShardWriter.Write(Path, Encoding.UTF8.GetBytes(ShardWriter.OneTensor), 12, length);

        Fail()
            .Should()
            .BeEquivalentTo(
                new
                {
                    File = Path,
                    Place = "header",
                    Expected = "a JSON object",
                }
            );
    }

    [Theory]
    [InlineData("[]", "[]")]
    [InlineData("null", "null")]
    [InlineData("5", "5")]
    [InlineData("<html>", "<html>")]
    [InlineData(" {}", " {}")]
    [InlineData("{} {}", "{} {} (*")]
    [InlineData("""{"a":""", "{\"a\": (*")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}""", "{\"\\ud800\"*")]
    [InlineData("""{"a":{"dtype":"\ud800","shape":[],"data_offsets":[0,1]}}""", "{\"a\"*")]
    [InlineData("""{"a":{"\udc00":1,"dtype":"U8","shape":[],"data_offsets":[0,1]}}""", "{\"a\"*")]
    [InlineData("\uFEFF{}", "*")]
    public void A_header_that_is_no_JSON_object_is_an_error(string header, string found)
    {
        ShardWriter.Write(Path, header, 0);

        CheckpointFormatException exception = Fail();
        exception
            .Should()
            .BeEquivalentTo(
                new
                {
                    File = Path,
                    Place = "header",
                    Expected = "a JSON object",
                }
            );
        exception.Found.Should().Match(found);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_an_error()
    {
        ShardWriter.Write(Path, [(byte)'{', (byte)'"', 0xC0, 0xAF, (byte)'"'], 0);

        Fail()
            .Should()
            .BeEquivalentTo(
                new
                {
                    File = Path,
                    Place = "header",
                    Expected = "UTF-8",
                }
            );
    }

    [Fact]
    public void What_nests_without_end_is_an_error_and_no_crash()
    {
        ShardWriter.Write(Path, $"{{\"__metadata__\":{{\"a\":{new string('[', 1_000_000)}", 0);

        Fail().Place.Should().Be("__metadata__");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"pt\"")]
    [InlineData("{\"format\": 1}")]
    [InlineData("{\"format\": {}}")]
    public void Metadata_are_strings(string metadata)
    {
        ShardWriter.Write(Path, $"{{\"__metadata__\":{metadata}}}", 0);

        Fail().Should().BeEquivalentTo(new { Place = "__metadata__", Expected = "an object of strings" });
    }

    [Fact]
    public void A_header_as_long_as_one_may_be_with_nothing_in_it_is_an_error()
    {
        ShardWriter.Write(Path, [], SafetensorsHeader.MaxLength, SafetensorsHeader.MaxLength);

        Fail().Found.Should().StartWith(@"\u0000\u0000");
    }

    [Theory]
    [InlineData("""{"dtype":"\u001b]0;x\u0007"}""", ", dtype")]
    [InlineData("""{"dtype":"U8","shape":["\u001b\n"]}""", ", shape")]
    [InlineData("""{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}""", ", shape")]
    [InlineData("""{"dtype":"U8","shape":[],"data_offsets":[0,1]}""", ", data_offsets")]
    public void An_error_shows_no_character_that_a_terminal_acts_on(string tensor, string place)
    {
        ShardWriter.Write(Path, $"{{\"a\u202E\\u001b[2J\\n\":{tensor}}}", 0);

        CheckpointFormatException exception = Fail();
        exception.Message.Should().NotContainAny("\u001b", "\n", "\u202E", "\u0007");
        exception.Place.Should().Be($@"tensor 'a\u202e\u001b[2J\u000a'{place}");
    }

    private CheckpointFormatException Fail() =>
        FluentActions.Invoking(() => SafetensorsHeader.Read(Path)).Should().Throw<CheckpointFormatException>().Which;
}
