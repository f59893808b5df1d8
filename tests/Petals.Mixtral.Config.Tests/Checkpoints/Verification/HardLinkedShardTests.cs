namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>Many hard links can be names of one file.</summary>
public sealed class HardLinkedShardTests : FolderTest
{
    private const int NumLinks = 40;

    [Fact]
    [Needs(Proc)]
    public void A_file_that_is_the_target_of_many_hard_links_is_read_once()
    {
        string file = ShardWriter.Write(Folder.Combine("0.safetensors"), ShardWriter.OneTensor, 12);
        for (int i = 1; i < NumLinks; i++)
        {
            using Process link = Process.Start("ln", [file, Folder.Combine($"{i}.safetensors")]);
            link.WaitForExit();
            link.ExitCode.Should().Be(0);
        }

        IEnumerable<string> map = Enumerable.Range(0, NumLinks).Select(i => $"\"t{i}\": \"{i}.safetensors\"");
        Folder.Write("model.safetensors.index.json", $$"""{"weight_map": { {{string.Join(", ", map)}} } }""");

        CheckpointReport report = CheckpointIndex.Load(Folder.Path).Verify(VerifiedCheckpoint.Tiny);

        report.NumShardsRead.Should().Be(1);
        report.NumTensors.Should().Be(1);
        report.BytesRead.Should().Be(8 + ShardWriter.OneTensor.Length);
    }
}
