namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Each path that is not a readable file throws the same exception, without waiting.</summary>
public sealed class UnreadableShardTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Shard => _directory.Combine("a.safetensors");

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Needs(SystemFeature.Unix)]
    public void Reading_a_pipe_does_not_block()
    {
        Pipes.Create(Shard);
        Fail(Shard, $"'{Shard}' is empty, or is not a regular file.");
        Pipes.Create(_directory.Combine("model.safetensors.index.json"));
        Throws<CheckpointFormatException>(
            () => CheckpointIndex.Load(_directory.Path),
            "The index '*is not a regular file."
        );
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Unix)]
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
        Fail(_directory.Path, $"*'{_directory.Path}' is a directory.");
        Fail(Path.Combine(Shard, "b"));
        Fail(_directory.Combine(new string('a', 300)));
        File.WriteAllText(Shard, "");
        Fail(Path.Combine(Shard, "b"));
        Fail(Shard);
        Throws<ArgumentException>(() => SafetensorsHeader.Read(null!));
        Throws<ArgumentException>(() => SafetensorsHeader.Read(" "));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_without_a_target_and_a_circle_of_links_are_errors()
    {
        SymbolicLinks.ToFile(Shard, "nothing");
        SymbolicLinks.ToFile(_directory.Combine("circle"), "circle");

        Fail(Shard);
        Fail(_directory.Combine("circle"));
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
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
