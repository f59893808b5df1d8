namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Each path that is not a readable file throws the same exception, without waiting.</summary>
public sealed class UnreadableShardTests : FolderTest
{
    private string Shard => Folder.Combine("a.safetensors");

    [Fact]
    [Needs(Unix)]
    public void Reading_a_pipe_does_not_block()
    {
        Pipes.Create(Shard);
        Fail(Shard, $"'{Shard}' is empty, or is not a regular file. Download the file again, *");
        Pipes.Create(Folder.Combine("model.safetensors.index.json"));
        Throws<CheckpointFormatException>(
            () => CheckpointIndex.Load(Folder.Path),
            "The index '*is not a regular file. Download the file again, *"
        );
    }

    [Theory]
    [Needs(Links, Unix)]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void A_device_is_not_read(string device)
    {
        SymbolicLinks.ToFile(Shard, device);

        Fail(Shard);
        Fail(device);
    }

    [Fact]
    public void A_path_without_a_file_is_an_error()
    {
        Fail(Shard, $"*Could not find file '{Shard}'.");
        Fail(Folder.Path, $"*'{Folder.Path}' is a directory.");
        Fail(Path.Combine(Shard, "b"));
        Fail(Folder.Combine(new string('a', 300)));
        File.WriteAllText(Shard, "");
        Fail(Path.Combine(Shard, "b"));
        Fail(Shard);
        Throws<ArgumentException>(() => SafetensorsHeader.Read(null!));
        Throws<ArgumentException>(() => SafetensorsHeader.Read(" "));
    }

    [Fact]
    [Needs(Links)]
    public void A_link_without_a_target_and_a_circle_of_links_are_errors()
    {
        SymbolicLinks.ToFile(Shard, "nothing");
        SymbolicLinks.ToFile(Folder.Combine("circle"), "circle");

        Fail(Shard);
        Fail(Folder.Combine("circle"));
    }

    [Fact]
    [Needs(Permissions)]
    public void A_file_without_permission_is_an_error()
    {
        ShardWriter.Write(Shard, ShardWriter.OneTensor, 12);
        using var locked = new LockedPaths();
        locked.Lock(Shard);

        Fail(Shard, "*. Check its permissions.").InnerException.Should().BeOfType<UnauthorizedAccessException>();
    }

    private static CheckpointFormatException Fail(string path, string reason = "*")
    {
        CheckpointFormatException exception = Throws<CheckpointFormatException>(
            () => SafetensorsHeader.Read(path),
            $"The file '{path}' could not be read: {reason}"
        );
        exception.File.Should().Be(path);
        return exception;
    }
}
