namespace Petals.Mixtral.Config.Tests.Checkpoints;

public sealed class CheckpointTensorsTests : FolderTest
{
    private const string Norm = "model.norm.weight";

    public CheckpointTensorsTests()
    {
        foreach (string file in Directory.GetFiles(Fixtures.Path("loader")))
        {
            File.Copy(file, Folder.Combine(Path.GetFileName(file)));
        }
    }

    [Fact]
    public void Every_tensor_of_the_config_is_found_in_its_shard_with_its_shape()
    {
        var config = DistributedMixtralConfig.FromPretrained(Folder.Path);
        using CheckpointTensors tensors = CheckpointIndex.Load(Folder.Path).OpenTensors();

        foreach (
            TensorSpec spec in config.Blocks.SelectMany(block => block.Tensors).Concat(config.TensorsOutsideBlocks)
        )
        {
            tensors.GetTensor(spec.Name).Shape.Should().Equal(spec.Shape);
        }

        tensors.Names.Should().HaveCount(3 * 19 + 3);
    }

    [Fact]
    public void A_shard_is_opened_when_the_first_of_its_tensors_is_requested()
    {
        using CheckpointTensors tensors = CheckpointIndex.Load(Folder.Path).OpenTensors();
        File.Delete(Folder.Combine("model-00003-of-00003.safetensors"));

        tensors.GetTensor("model.embed_tokens.weight").ToFloatArray().Should().HaveCount(96 * 32);
        Throws<CheckpointFormatException>(
            () => tensors.GetTensor(Norm),
            "*model-00003-of-00003.safetensors*no such file*"
        );
    }

    [Fact]
    public void A_shard_without_a_tensor_that_the_index_places_there_is_a_CheckpointFormatException()
    {
        string index = Folder.Combine("model.safetensors.index.json");
        File.WriteAllText(index, File.ReadAllText(index).Replace($"\"{Norm}\"", "\"model.norm.bias\""));
        using CheckpointTensors tensors = CheckpointIndex.Load(Folder.Path).OpenTensors();

        tensors.TryGetTensor(Norm, out _).Should().BeFalse();
        Throws<CheckpointFormatException>(() => tensors.GetTensor(Norm), "*index.json*'model.norm.weight'*");
        Throws<CheckpointFormatException>(
            () => tensors.GetTensor("model.norm.bias"),
            "*model-00003-of-00003.safetensors*'model.norm.bias'*"
        );
    }

    [Fact]
    public void A_single_file_needs_no_index()
    {
        string file = Folder.Combine("alone", "model.safetensors");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(Folder.Combine("model-00003-of-00003.safetensors"), file);
        using CheckpointTensors tensors = CheckpointIndex
            .Load(Path.GetDirectoryName(file)!)
            .OpenTensors(TensorAccess.MemoryMapped);

        tensors.GetTensor(Norm).ToFloatArray().Should().HaveCount(32);
    }

    [Fact]
    public void A_closed_checkpoint_throws_ObjectDisposed()
    {
        CheckpointTensors tensors = CheckpointIndex.Load(Folder.Path).OpenTensors();
        StoredTensor tensor = tensors.GetTensor(Norm);
        tensors.Dispose();
        tensors.Dispose();

        Throws<ObjectDisposedException>(() => tensor.ToFloatArray());
        Throws<ObjectDisposedException>(() => tensors.GetTensor(Norm));
    }

    [Fact]
    public void Pickles_cannot_be_opened_as_tensors()
    {
        string directory = Folder.Combine("pickles");
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, "pytorch_model.bin"), [1]);
        var index = CheckpointIndex.Load(directory);

        Throws<NotSupportedException>(() => index.OpenTensors(), "*pickles*");
    }
}
