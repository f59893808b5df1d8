namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>Many hard links can be names of one file.</summary>
public sealed class HardLinkedShardTests : IDisposable
{
    private const int Links = 40;
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Needs(SystemFeature.Proc)]
    public void A_file_that_is_the_target_of_many_hard_links_is_read_once()
    {
        string file = ShardWriter.Write(_directory.Combine("0.safetensors"), ShardWriter.OneTensor, 12);
        for (int i = 1; i < Links; i++)
        {
            using Process link = Process.Start("ln", [file, _directory.Combine($"{i}.safetensors")]);
            link.WaitForExit();
            link.ExitCode.Should().Be(0);
        }

        IEnumerable<string> map = Enumerable.Range(0, Links).Select(i => $"\"t{i}\": \"{i}.safetensors\"");
        _directory.Write("model.safetensors.index.json", $$"""{"weight_map": { {{string.Join(", ", map)}} } }""");

        CheckpointReport report = CheckpointIndex.Load(_directory.Path).Verify(VerifiedCheckpoint.Tiny);

        report.NumShardsRead.Should().Be(1);
        report.NumTensors.Should().Be(1);
        report.BytesRead.Should().Be(8 + ShardWriter.OneTensor.Length);
    }
}
