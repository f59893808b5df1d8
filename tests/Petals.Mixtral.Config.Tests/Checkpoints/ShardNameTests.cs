using System.Text.Json;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>The names of shards, which come from a stranger and become paths.</summary>
public sealed class ShardNameTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("./a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("/etc/passwd")]
    [InlineData("//host/share")]
    [InlineData("C:\\x")]
    [InlineData("C:x")]
    [InlineData("a\\..\\b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u001b[2Jb")]
    [InlineData("a\u202Eb")]
    [InlineData("%2e%2e/x")]
    [InlineData("a%2fb")]
    [InlineData("NUL")]
    [InlineData("COM1.safetensors")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("~/../x")]
    [InlineData("file:///etc/passwd")]
    public void A_name_that_could_be_elsewhere_is_refused(string shard)
    {
        using var directory = new TempDirectory();
        string file = directory.Write("model.safetensors.index.json", Index(shard));

        CheckpointFormatException exception = FluentActions
            .Invoking(() => CheckpointIndex.Load(directory.Path))
            .Should()
            .Throw<CheckpointFormatException>()
            .Which;

        exception
            .Should()
            .BeEquivalentTo(
                new
                {
                    File = file,
                    Place = "$.weight_map['model.norm.weight']",
                    Expected = "the name of a file inside the folder",
                }
            );
        exception.Found.Should().MatchRegex(@"^'.*', which is not opened: \w");
        exception.Message.Should().NotContainAny("\0", "\n", "\u001b", "\u202E");
    }

    [Fact]
    public void A_name_that_is_too_long_is_refused_and_shortened()
    {
        using var directory = new TempDirectory();
        directory.Write("model.safetensors.index.json", Index(new string('a', 5000)));

        FluentActions
            .Invoking(() => CheckpointIndex.Load(directory.Path))
            .Should()
            .Throw<CheckpointFormatException>()
            .Which.Message.Length.Should()
            .BeLessThan(1000);
    }

    [Theory]
    [InlineData("model-00001-of-00003.safetensors")]
    [InlineData("deep/er/a.safetensors")]
    [InlineData("..a")]
    [InlineData("模型.safetensors")]
    [InlineData("~")]
    public void A_name_inside_the_folder_is_taken(string shard)
    {
        using var directory = new TempDirectory();
        directory.Write("pytorch_model.bin.index.json", Index(shard));

        CheckpointIndex index = CheckpointIndex.Load(directory.Path);

        index.ShardFiles.Should().Equal(shard);
        index.GetShardPath(shard).Should().Be(directory.Combine(shard.Split('/')));
    }

    private static string Index(string shard) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["weight_map"] = new Dictionary<string, string> { ["model.norm.weight"] = shard },
            }
        );
}
