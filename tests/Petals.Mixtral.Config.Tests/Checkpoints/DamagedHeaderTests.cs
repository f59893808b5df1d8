namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Files that do not begin with a header, and indexes that are not text.</summary>
public sealed class DamagedHeaderTests : FolderTest
{
    private string Shard => Folder.Combine("a.safetensors");

    private string Index => Folder.Combine("model.safetensors.index.json");

    [Fact]
    public void A_file_that_is_cut_anywhere_is_an_error()
    {
        ShardWriter.Write(Shard, ShardWriter.OneTensor, 12);
        byte[] whole = File.ReadAllBytes(Shard);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Shard, whole[..length]);

            CheckpointFormatException exception = Fail();

            exception.Message.Should().Contain(Shard);
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
    [InlineData(0UL, "header", "a JSON object", "*")]
    [InlineData(1UL, "header", "a JSON object", "*")]
    [InlineData(57UL, "header", "a JSON object", "*")]
    [InlineData(
        71UL,
        "length of the header",
        "a header inside the file",
        "a header of 71 bytes in a file of 78 bytes*"
    )]
    [InlineData(100_000_000UL, "length of the header", "a header inside the file", "*, which is cut short")]
    [InlineData(
        100_000_001UL,
        "length of the header",
        "at most 100000000 bytes",
        "100000001; it may not be a safetensors*"
    )]
    [InlineData(1UL << 63, "length of the header", "at most 100000000 bytes", "9223372036854775808; *")]
    [InlineData(ulong.MaxValue, "length of the header", "at most 100000000 bytes", "18446744073709551615; *")]
    public void A_wrong_length_of_the_header_is_an_error(ulong length, string place, string expected, string found)
    {
        ShardWriter.Write(Shard, Encoding.UTF8.GetBytes(ShardWriter.OneTensor), 12, length);

        CheckpointFormatException exception = Fail();

        (exception.File, exception.Place, exception.Expected).Should().Be((Shard, place, expected));
        exception.Found.Should().Match(found);
    }

    [Fact]
    public void A_header_that_is_not_a_text_is_an_error()
    {
        ShardWriter.Write(Shard, [(byte)'{', (byte)'"', 0xC0, 0xAF, (byte)'"'], 0);
        Fail().Expected.Should().Be("UTF-8");
        ShardWriter.Write(Shard, "\uFEFF{}", 0);
        Fail().Expected.Should().Be("a JSON object");
        ShardWriter.Write(Shard, [], SafetensorsHeader.MaxLength, SafetensorsHeader.MaxLength);
        Fail().Found.Should().StartWith(@"\u0000\u0000");
        ShardWriter.Write(Shard, $"{{\"__metadata__\":{{\"a\":{new string('[', 1_000_000)}", 0);
        Fail().Place.Should().Be("__metadata__");
        File.WriteAllText(Shard, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4\n");
        Fail().Found.Should().Be("a Git LFS pointer, not the file itself; fetch it with 'git lfs pull'");
    }

    [Fact]
    public void An_index_that_is_cut_anywhere_is_an_error()
    {
        byte[] whole = Encoding.UTF8.GetBytes("""{"metadata": {"total_size": 5}, "weight_map": {"a": "b\u0063"}}""");
        for (int length = 1; length < whole.Length; length++)
        {
            FailIndex(whole[..length]).Place.Should().StartWith("$");
        }

        FailIndex(
            [],
            $"The index '{Index}' could not be read: '{Index}' is empty, or is not a regular file. Download *"
        );
    }

    [Fact]
    public void An_index_that_is_not_a_text_is_an_error()
    {
        FailIndex([.. "{\"weight_map\": {\"a"u8, 0xFF, .. "\": \"b\"}}"u8]).Expected.Should().Be("UTF-8");
        FailIndex(
            new byte[(64 * 1024 * 1024) + 1],
            $"The index '{Index}' could not be read: *has 67108865 bytes; at most 67108864 are read. Download *"
        );
        string name = new('a', 5000);
        FailIndex(Encoding.UTF8.GetBytes($$$"""{"weight_map": {"a": "{{{name}}}"}}"""))
            .Message.Length.Should()
            .BeLessThan(1000);
        File.WriteAllText(Index, "{\"weight_map\": {\"a\": \"b\"}}\n", Encoding.UTF8);
        CheckpointIndex.Load(Folder.Path).ShardFiles.Should().Equal("b");
    }

    [Theory]
    [InlineData(65, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    [InlineData(100_000, false)]
    public void An_index_nests_at_most_256_levels(int levels, bool isRead)
    {
        string json =
            $$$"""{"more": {{{new string('[', levels)}}}{{{new string(']', levels)}}}, "weight_map": {"a": "b"}}""";
        if (isRead)
        {
            File.WriteAllText(Index, json);
            CheckpointIndex.Load(Folder.Path).ShardFiles.Should().Equal("b");
        }
        else
        {
            FailIndex(Encoding.UTF8.GetBytes(json)).Expected.Should().Be("valid JSON");
        }
    }

    private CheckpointFormatException Fail() => Throws<CheckpointFormatException>(() => SafetensorsHeader.Read(Shard));

    private CheckpointFormatException FailIndex(byte[] content, string message = "*")
    {
        File.WriteAllBytes(Index, content);
        CheckpointFormatException exception = Throws<CheckpointFormatException>(
            () => CheckpointIndex.Load(Folder.Path),
            message
        );
        exception.File.Should().Be(Index);
        return exception;
    }
}
