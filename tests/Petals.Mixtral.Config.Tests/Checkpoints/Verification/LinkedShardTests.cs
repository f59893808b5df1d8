namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>The cost does not grow if many names lead to one file, or if many files are damaged.</summary>
public sealed class LinkedShardTests : FolderTest
{
    private const int NumLinks = 40;

    [Fact]
    [Needs(Links)]
    public void A_file_that_many_names_link_to_is_read_once()
    {
        using var checkpoint = new VerifiedCheckpoint();
        CheckpointReport sound = checkpoint.Verify();
        foreach (int number in (int[])[1, 2, 3])
        {
            string path = checkpoint.Builder.PathOf(CheckpointBuilder.Shard(number));
            File.Move(path, $"{path}.real");
            SymbolicLinks.ToFile(path, $"{path}.real");
        }

        CheckpointReport linked = checkpoint.Builder.Load().Verify(checkpoint.Config);

        linked.Should().BeEquivalentTo(sound, options => options.Excluding(report => report.Index));

        Link(ShardWriter.OneTensor, 12);
        CheckpointReport report = Verify();

        report.NumShardsRead.Should().Be(1);
        report.NumTensors.Should().Be(1);
        report.BytesRead.Should().Be(8 + ShardWriter.OneTensor.Length);
        report.Findings.Select(finding => finding.Kind).Should().Equal(CheckpointFindingKind.ForeignNames);
    }

    [Fact]
    [Needs(Links)]
    public void A_damaged_file_that_many_names_link_to_is_read_once()
    {
        string header = $$"""{"__metadata__": {"a": "{{new string('a', 1_000_000)}}"}""";
        Link(header, 0);
        _ = Verify();
        long before = GC.GetAllocatedBytesForCurrentThread();

        CheckpointReport report = Verify();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4_000_000);
        report.Findings.Count(finding => finding.Kind == CheckpointFindingKind.DamagedShard).Should().Be(NumLinks);
    }

    [Fact]
    public void The_headers_of_all_files_together_have_a_limit()
    {
        string header = $$"""{"__metadata__": {"a": "{{new string('a', 12_000_000)}}" } }""";
        foreach (int number in (int[])[0, 1, 2])
        {
            ShardWriter.Write(Folder.Combine($"{number}.safetensors"), header, 0);
        }

        WriteIndex(3);

        CheckpointReport report = Verify();

        report.NumShardsRead.Should().Be(2);
        report
            .Findings.Should()
            .ContainSingle(finding => finding.Kind == CheckpointFindingKind.DamagedShard)
            .Which.ToString()
            .Should()
            .Contain("2.safetensors")
            .And.Contain("expected at most 33554432 bytes in all headers of the checkpoint, found more");
    }

    [Fact]
    public void A_tensor_that_only_another_file_contains_is_misplaced()
    {
        ShardWriter.Write(
            Folder.Combine("0.safetensors"),
            ShardWriter.OneTensor.Replace("\"a\"", "\"lm_head.weight\""),
            12
        );
        ShardWriter.Write(Folder.Combine("1.safetensors"), "{}", 0);
        Folder.Write(
            "model.safetensors.index.json",
            """{"weight_map": {"lm_head.weight": "1.safetensors", "b": "0.safetensors"}}"""
        );

        Verify()
            .Findings.Should()
            .ContainSingle(finding => finding.Kind == CheckpointFindingKind.MisplacedTensor)
            .Which.ShardFile.Should()
            .Be("0.safetensors");
    }

    private void Link(string header, long dataLength)
    {
        string file = ShardWriter.Write(Folder.Combine("file"), header, dataLength);
        for (int i = 0; i < NumLinks; i++)
        {
            SymbolicLinks.ToFile(Folder.Combine($"{i}.safetensors"), file);
        }

        WriteIndex(NumLinks);
    }

    private void WriteIndex(int shards)
    {
        IEnumerable<string> map = Enumerable.Range(0, shards).Select(i => $"\"t{i}\": \"{i}.safetensors\"");
        Folder.Write("model.safetensors.index.json", $$"""{"weight_map": { {{string.Join(", ", map)}} } }""");
    }

    private CheckpointReport Verify() => CheckpointIndex.Load(Folder.Path).Verify(VerifiedCheckpoint.Tiny);
}
