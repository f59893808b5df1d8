using System.Text.Json;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>Files that are not there yet or cannot be read: they are found, and what may be in them is not
/// guessed.</summary>
public sealed class ShardFindingTests : IDisposable
{
    private readonly VerifiedCheckpoint _checkpoint = new();

    private string Second => _checkpoint.Builder.PathOf(CheckpointBuilder.Shard(2));

    public void Dispose() => _checkpoint.Dispose();

    [Fact]
    public void A_file_that_is_not_there_yet_is_said_to_be_so()
    {
        CheckpointReport report = VerifyWith(File.Delete);

        report
            .Findings.Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.MissingShard,
                    FirstBlock = (int?)null,
                    Tensor = (string?)null,
                    ShardFile = CheckpointBuilder.Shard(2),
                    Expected = "a file with 14 tensors",
                    Found = "no such file yet",
                }
            );
        report.NumShardsRead.Should().Be(2);
        report.NumTensors.Should().Be(27);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_that_leads_nowhere_is_a_file_that_is_not_there_yet()
    {
        CheckpointReport report = VerifyWith(path =>
        {
            File.Delete(path);
            SymbolicLinks.ToFile(path, "blob");
        });

        report.Findings.Should().ContainSingle().Which.Kind.Should().Be(CheckpointFindingKind.MissingShard);
    }

    [Fact]
    public void Without_any_file_nothing_but_their_absence_is_found()
    {
        _checkpoint.Builder.Write();
        foreach (int number in (int[])[1, 2, 3])
        {
            File.Delete(_checkpoint.Builder.PathOf(CheckpointBuilder.Shard(number)));
        }

        CheckpointReport report = _checkpoint.Builder.Load().Verify(_checkpoint.Config);

        report
            .Findings.Select(finding => finding.Kind)
            .Should()
            .Equal(
                CheckpointFindingKind.MissingShard,
                CheckpointFindingKind.MissingShard,
                CheckpointFindingKind.MissingShard
            );
        report
            .Should()
            .BeEquivalentTo(
                new
                {
                    NumShardsRead = 0,
                    NumTensors = 0L,
                    BytesRead = 0L,
                    BytesOnDisk = 0L,
                }
            );
    }

    [Fact]
    public void A_file_that_is_cut_short_is_damaged()
    {
        CheckpointFinding finding = VerifyWith(path =>
        {
            using FileStream file = File.OpenWrite(path);
            file.SetLength(file.Length - 1);
        })
            .Findings.Should()
            .ContainSingle()
            .Which;

        finding
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.DamagedShard,
                    ShardFile = CheckpointBuilder.Shard(2),
                    Expected = "a sound file",
                }
            );
        finding.Found.Should().StartWith($"{Second}, tensor 'model.layers.").And.Contain("data_offsets: expected");
    }

    [Theory]
    [InlineData("")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")]
    [InlineData("<html></html>")]
    public void A_file_that_is_something_else_is_damaged(string content)
    {
        CheckpointFinding finding = VerifyWith(path => File.WriteAllText(path, content))
            .Findings.Should()
            .ContainSingle()
            .Which;

        finding.Kind.Should().Be(CheckpointFindingKind.DamagedShard);
        finding.Found.Should().Contain(Second).And.NotContain("\n");
    }

    [Fact]
    public void What_is_in_no_file_that_can_be_read_is_still_known_not_to_belong_to_the_model()
    {
        _checkpoint.Builder.Add(
            _checkpoint.Builder["model.layers.1.block_sparse_moe.gate.weight"] with
            {
                Name = "model.layers.1.rotary",
            }
        );

        VerifyWith(File.Delete)
            .Findings.Select(finding => finding.Kind)
            .Should()
            .Equal(CheckpointFindingKind.MissingShard, CheckpointFindingKind.UnexpectedTensor);
    }

    [Fact]
    public void An_index_of_very_many_files_that_are_not_there_is_dealt_with_at_once()
    {
        const int Count = 100_000;
        Dictionary<string, string> map = Enumerable
            .Range(0, Count)
            .ToDictionary(i => $"t{i}", i => $"shard-{i:000000}");
        File.WriteAllText(
            _checkpoint.Builder.PathOf(CheckpointBuilder.IndexName),
            JsonSerializer.Serialize(new { weight_map = map })
        );

        CheckpointIndex index = _checkpoint.Builder.Load();

        CheckpointReport report = index.Verify(_checkpoint.Config);

        report.Findings.Count(finding => finding.Kind == CheckpointFindingKind.MissingShard).Should().Be(1000);
        report.NumFindings.Should().BeGreaterThan(Count);
    }

    private CheckpointReport VerifyWith(Action<string> damage)
    {
        _checkpoint.Builder.Write();
        damage(Second);
        return _checkpoint.Builder.Load().Verify(_checkpoint.Config);
    }
}
