namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Without a limit, a header or an index of a few megabytes could cost seconds and gigabytes.</summary>
public sealed class TensorLimitsTests : FolderTest
{
    [Fact]
    public void A_file_has_at_most_100000_tensors()
    {
        SafetensorsHeader.Read(Write(100_000)).Tensors.Should().HaveCount(100_000);
        Throws<CheckpointFormatException>(
            () => SafetensorsHeader.Read(Write(100_001)),
            "*header: expected at most 100000 tensors, found more*"
        );
    }

    [Fact]
    public void An_index_has_at_most_1000000_tensors()
    {
        WriteIndex(1_000_000);
        CheckpointIndex.Load(Folder.Path).WeightMap.Should().HaveCount(1_000_000);
        WriteIndex(1_000_001);
        Throws<CheckpointFormatException>(
            () => CheckpointIndex.Load(Folder.Path),
            "*$.weight_map: expected at most 1000000 tensors, found more*"
        );
    }

    private string Write(int count) =>
        ShardWriter.Write(
            Folder.Combine("a.safetensors"),
            $"{{{Members(count, """{"dtype":"U8","shape":[0],"data_offsets":[0,0]}""")}}}",
            0
        );

    private void WriteIndex(int count) =>
        Folder.Write("model.safetensors.index.json", $$"""{"weight_map": { {{Members(count, "\"a\"")}} } }""");

    private static StringBuilder Members(int count, string value) =>
        new StringBuilder().AppendJoin(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":{value}"));
}
