using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>What is no file that can be read is an error of the same kind, and is not waited for.</summary>
public sealed class UnreadableShardTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Shard => _directory.Combine("a.safetensors");

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Needs(SystemFeature.Unix)]
    public void A_pipe_is_not_waited_for()
    {
        Pipes.Create(Shard);

        Fail(Shard)
            .Message.Should()
            .Be($"The file '{Shard}' could not be read: '{Shard}' is empty, or is not a regular file.");
        Pipes.Create(_directory.Combine("model.safetensors.index.json"));
        FluentActions
            .Invoking(() => CheckpointIndex.Load(_directory.Path))
            .Should()
            .Throw<CheckpointFormatException>()
            .WithMessage("The index '*is not a regular file.");
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
    public void What_is_no_file_is_an_error()
    {
        Fail(Shard).Message.Should().EndWith($"Could not find file '{Shard}'.");
        Fail(_directory.Path).Message.Should().EndWith($"'{_directory.Path}' is a directory.");
        Fail(Path.Combine(Shard, "b"));
        Fail(_directory.Combine(new string('a', 300)));
        File.WriteAllText(Shard, "");
        Fail(Path.Combine(Shard, "b"));
        Fail(Shard);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void Links_that_lead_nowhere_or_round_in_a_circle_are_an_error()
    {
        SymbolicLinks.ToFile(Shard, "nothing");
        SymbolicLinks.ToFile(_directory.Combine("circle"), "circle");

        Fail(Shard);
        Fail(_directory.Combine("circle"));
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
    public void A_file_that_may_not_be_read_is_an_error()
    {
        ShardWriter.Write(Shard, ShardWriter.OneTensor, 12);
        using var locked = new LockedPaths();
        locked.Lock(Shard);

        CheckpointFormatException exception = Fail(Shard);
        exception.InnerException.Should().BeOfType<UnauthorizedAccessException>();
        exception.Message.Should().EndWith(". Check its permissions.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_missing_or_blank_path_is_an_error_of_the_caller(string? path) =>
        FluentActions.Invoking(() => SafetensorsHeader.Read(path!)).Should().Throw<ArgumentException>();

    private static CheckpointFormatException Fail(string path)
    {
        CheckpointFormatException exception = FluentActions
            .Invoking(() => SafetensorsHeader.Read(path))
            .Should()
            .Throw<CheckpointFormatException>()
            .Which;
        exception.File.Should().Be(path);
        exception.Message.Should().StartWith($"The file '{path}' could not be read: ");
        return exception;
    }
}
