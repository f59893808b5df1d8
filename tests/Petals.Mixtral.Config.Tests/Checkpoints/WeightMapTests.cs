using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>The text of an index, which nobody need have written with care.</summary>
public sealed class WeightMapTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string File => _directory.Combine("model.safetensors.index.json");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("""{"total_size": 93405585408}""", 93405585408)]
    [InlineData("""{"total_size": 93405585408.0}""", 93405585408)]
    [InlineData("""{"total_size": 9.3e10, "total_parameters": 7}""", 93000000000)]
    [InlineData("""{"total_size": 0}""", 0L)]
    [InlineData("""{"other": {"total_size": 5}, "total_size": 4}""", 4L)]
    [InlineData("""{"total_size": 5, "total_size": 4}""", 4L)]
    [InlineData("""{"total_size": 5, "total_size": "four"}""", null)]
    [InlineData("""{"total_size": "93405585408"}""", null)]
    [InlineData("""{"total_size": [1]}""", null)]
    [InlineData("""{"total_size": null}""", null)]
    [InlineData("""{"total_size": -1}""", null)]
    [InlineData("""{"total_size": -1.5}""", null)]
    [InlineData("""{"total_size": 9223372036854775808}""", null)]
    [InlineData("""{"total_size": 1e999}""", null)]
    [InlineData("{}", null)]
    [InlineData("[1]", null)]
    [InlineData("5", null)]
    [InlineData("null", null)]
    public void The_total_size_is_what_a_number_says_and_nothing_else(string metadata, long? size) =>
        Load($$$"""{"metadata": {{{metadata}}}, "weight_map": {"a": "b"}}""").TotalSize.Should().Be(size);

    [Fact]
    public void Of_names_that_are_the_same_the_last_counts()
    {
        Load("""{"weight_map": {"a": "x", "a": "y"}}""").ShardFiles.Should().Equal("y");
        Load("""{"weight_map": {"a": "x"}, "weight_map": {"b": "y"}}""")
            .WeightMap.Should()
            .Equal(new Dictionary<string, string> { ["b"] = "y" });
    }

    [Fact]
    public void An_index_without_tensors_is_one()
    {
        Load("""{"weight_map": {}}""").ShardFiles.Should().BeEmpty();
        Load("""{"weight_map": {}, "metadata": {}}""").WeightMap.Should().BeEmpty();
    }

    [Fact]
    public void A_byte_order_mark_and_unknown_keys_are_accepted()
    {
        Load("\uFEFF{\"weight_map\": {\"a\": \"b\"}, \"more\": [{\"x\": 1}]}\n").ShardFiles.Should().Equal("b");
    }

    [Theory]
    [InlineData("[]", "$", "an object")]
    [InlineData("null", "$", "an object")]
    [InlineData("{}", "$.weight_map", "the shard of each tensor")]
    [InlineData("""{"metadata": {}}""", "$.weight_map", "the shard of each tensor")]
    [InlineData("""{"weight_map": null}""", "$.weight_map", "an object")]
    [InlineData("""{"weight_map": []}""", "$.weight_map", "an object")]
    [InlineData("""{"weight_map": {"a": 1}}""", "$.weight_map['a']", "a string")]
    [InlineData("""{"weight_map": {"a\u001b\n": null}}""", @"$.weight_map['a\u001b\u000a']", "a string")]
    [InlineData("""{"weight_map": {"a": {}}}""", "$.weight_map['a']", "a string")]
    [InlineData("""{"weight_map": {"a": "b"}""", "$, line 1, column 26", "valid JSON")]
    [InlineData("""{"weight_map": {"a": "b"}} {}""", "$, line 1, column 28", "valid JSON")]
    [InlineData("""{"weight_map": {"a": "b",}}""", "$, line 1, column 26", "valid JSON")]
    [InlineData("""{"weight_map": {"\ud800": "b"}}""", "$", "valid JSON")]
    [InlineData("""{"weight_map": {"a": "\udc00"}}""", "$", "valid JSON")]
    [InlineData(" ", "$, line 1, column 2", "valid JSON")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "$", "an object")]
    public void A_malformed_index_is_an_error_that_names_the_place(string json, string place, string expected)
    {
        CheckpointFormatException exception = Fail(Encoding.UTF8.GetBytes(json));

        exception
            .Should()
            .BeEquivalentTo(
                new
                {
                    File,
                    Place = place,
                    Expected = expected,
                }
            );
        exception.Message.Should().StartWith($"{File}, {place}: expected {expected}, found ");
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_an_error() =>
        Fail([.. "{\"weight_map\": {\"a"u8, 0xFF, .. "\": \"b\"}}"u8]).Expected.Should().Be("UTF-8");

    [Fact]
    public void An_empty_index_is_an_error_that_names_it() =>
        Fail([])
            .Message.Should()
            .Be($"The index '{File}' could not be read: '{File}' is empty, or is not a regular file.");

    [Fact]
    public void Every_piece_of_an_index_is_an_error()
    {
        byte[] whole = Encoding.UTF8.GetBytes("""{"metadata": {"total_size": 5}, "weight_map": {"a": "b\u0063"}}""");

        for (int length = 1; length < whole.Length; length++)
        {
            Fail(whole[..length]).Place.Should().StartWith("$");
        }
    }

    [Theory]
    [InlineData(65, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    [InlineData(100_000, false)]
    public void What_nests_too_deep_is_an_error(int levels, bool reads)
    {
        string json =
            $$$"""{"more": {{{new string('[', levels)}}}{{{new string(']', levels)}}}, "weight_map": {"a": "b"}}""";

        if (reads)
        {
            Load(json).ShardFiles.Should().Equal("b");
        }
        else
        {
            Fail(Encoding.UTF8.GetBytes(json)).Expected.Should().Be("valid JSON");
        }
    }

    [Fact]
    public void An_index_that_is_too_large_is_not_read()
    {
        using (FileStream stream = System.IO.File.Create(File))
        {
            stream.SetLength((64 * 1024 * 1024) + 1);
        }

        FluentActions
            .Invoking(() => CheckpointIndex.Load(_directory.Path))
            .Should()
            .Throw<CheckpointFormatException>()
            .WithMessage($"The index '{File}' could not be read: *has 67108865 bytes; at most 67108864 are read.");
    }

    private CheckpointIndex Load(string json)
    {
        System.IO.File.WriteAllBytes(File, Encoding.UTF8.GetBytes(json));
        return CheckpointIndex.Load(_directory.Path);
    }

    private CheckpointFormatException Fail(byte[] content)
    {
        System.IO.File.WriteAllBytes(File, content);
        return FluentActions
            .Invoking(() => CheckpointIndex.Load(_directory.Path))
            .Should()
            .Throw<CheckpointFormatException>()
            .Where(exception => exception.File == File)
            .Which;
    }
}
