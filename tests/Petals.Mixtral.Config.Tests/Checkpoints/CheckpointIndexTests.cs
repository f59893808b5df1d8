namespace Petals.Mixtral.Config.Tests.Checkpoints;

public sealed class CheckpointIndexTests : FolderTest
{
    private static readonly DistributedMixtralConfig Config = Read(TinyConfig.Json) with { NumHiddenLayers = 12 };

    [Fact]
    public void The_files_of_a_block_and_of_a_range_are_found_without_the_files()
    {
        CheckpointIndex index = Write(
            new()
            {
                [0] = "c",
                [1] = "b",
                [2] = "a",
                [10] = "d",
            }
        );

        index.FindShardFiles(Config.Blocks[1]).Should().Equal("b");
        index.FindShardFiles(Config.Blocks.Take(3)).Should().Equal("a", "b", "c");
        index.FindShardFiles([]).Should().BeEmpty();
        index.ShardFiles.Should().Equal("a", "b", "c", "d");
        index.WeightMap.Should().HaveCount(4).And.Contain("model.layers.10.w", "d");
        index.GetShardPath("d").Should().Be(Folder.Combine("d"));
    }

    [Fact]
    public void FindShardFiles_returns_each_file_of_a_block_once()
    {
        Folder.Write(
            "model.safetensors.index.json",
            """{"weight_map": {"model.layers.0.c": "2", "model.layers.0.a": "1", "model.layers.0.b": "2", "model.layers.0.d": "1"}}"""
        );

        CheckpointIndex.Load(Folder.Path).FindShardFiles(Config.Blocks[0]).Should().Equal("1", "2");
    }

    [Fact]
    public void Block_1_is_not_block_10()
    {
        CheckpointIndex index = Write(
            new()
            {
                [0] = "a",
                [10] = "d",
                [11] = "e",
            }
        );

        BlockNotFoundException exception = Throws<BlockNotFoundException>(
            () => index.FindShardFiles(Config.Blocks[1]),
            $"Block 1 is not in the checkpoint: no tensor in '{index.Path}' has a name that begins with 'model.layers.1.'. "
                + "Check that the config and the checkpoint are of the same model."
        );

        exception.LayerIndex.Should().Be(1);
        exception.IndexPath.Should().Be(index.Path);
        index.FindShardFiles(Config.Blocks[10]).Should().Equal("d");
    }

    [Fact]
    public void A_missing_block_of_a_range_is_an_error_that_names_it()
    {
        CheckpointIndex index = Write(
            new()
            {
                [0] = "a",
                [1] = "b",
                [3] = "c",
            }
        );

        Throws<BlockNotFoundException>(() => index.FindShardFiles(Config.Blocks)).LayerIndex.Should().Be(2);
    }

    [Fact]
    public void A_single_file_holds_every_block_that_its_header_names()
    {
        var builder = new CheckpointBuilder(Folder.Path, Config with { NumHiddenLayers = 2 });
        builder.WriteSingle();

        CheckpointIndex index = builder.Load();

        index.ShardFiles.Should().Equal("model.safetensors");
        index.FindShardFiles(Config.Blocks.Take(2)).Should().Equal("model.safetensors");
        index.TotalSize.Should().Be(builder.Tensors.Sum(tensor => tensor.Size));
        Throws<BlockNotFoundException>(() => index.FindShardFiles(Config.Blocks[2]));
    }

    [Fact]
    public void A_single_pickle_has_no_list_of_tensors()
    {
        Folder.Write("pytorch_model.bin", "a pickle");

        CheckpointIndex index = CheckpointIndex.Load(Folder.Path);

        index.FindShardFiles(Config.Blocks[11]).Should().Equal("pytorch_model.bin");
        index.WeightMap.Should().BeNull();
        index.TotalSize.Should().BeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("e")]
    [InlineData("A")]
    [InlineData("../a")]
    [InlineData("model.safetensors.index.json")]
    public void Only_a_file_of_the_checkpoint_has_a_path(string? file)
    {
        CheckpointIndex index = Write(new() { [0] = "a" });

        Throws<ArgumentException>(() => index.GetShardPath(file!));
    }

    [Fact]
    public void FindShardFiles_and_Verify_throw_ArgumentNullException_for_null()
    {
        CheckpointIndex index = Write(new() { [0] = "a" });

        Throws<ArgumentNullException>(() => index.FindShardFiles((WrappedMixtralBlock)null!));
        Throws<ArgumentNullException>(() => index.FindShardFiles((IEnumerable<WrappedMixtralBlock>)null!));
        Throws<ArgumentNullException>(() => index.FindShardFiles([null!]));
        Throws<ArgumentNullException>(() => index.Verify(null!));
    }

    private CheckpointIndex Write(Dictionary<int, string> shards)
    {
        string map = string.Join(", ", shards.Select(shard => $"\"model.layers.{shard.Key}.w\": \"{shard.Value}\""));
        Folder.Write("model.safetensors.index.json", $$"""{"weight_map": { {{map}} } }""");
        return CheckpointIndex.Load(Folder.Path);
    }
}
