using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>Checkpoints in which there is nothing to find.</summary>
public sealed class SoundCheckpointTests
{
    [Theory]
    [InlineData(TensorLayout.Published, 41)]
    [InlineData(TensorLayout.Transformers5, 21)]
    public void A_sound_checkpoint_has_no_finding_in_either_layout(TensorLayout layout, int numTensors)
    {
        using var checkpoint = new VerifiedCheckpoint(layout: layout);

        CheckpointReport report = checkpoint.Verify();

        report.Findings.Should().BeEmpty();
        report.Limits.Should().BeEmpty();
        report
            .Should()
            .BeEquivalentTo(
                new
                {
                    Layout = layout,
                    NumShardsRead = 3,
                    NumTensors = (long)numTensors,
                    QuantizationMethod = (string?)null,
                }
            );
        report.BytesOnDisk.Should().Be(report.BytesRead + report.Index.TotalSize!.Value);
        report.ToString().Should().Be("no finding");
    }

    [Fact]
    public void A_single_file_is_compared_too()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.WriteSingle();

        CheckpointReport report = checkpoint.Builder.Load().Verify(checkpoint.Config);

        report.Findings.Should().BeEmpty();
        report.NumShardsRead.Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_tied_head_may_be_there_or_not(bool isThere)
    {
        using var checkpoint = new VerifiedCheckpoint(VerifiedCheckpoint.Tiny with { TieWordEmbeddings = !isThere });
        checkpoint.Config = checkpoint.Config with { TieWordEmbeddings = true };

        checkpoint.Builder.Tensors.Count(tensor => tensor.Name == "lm_head.weight").Should().Be(isThere ? 1 : 0);
        checkpoint.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_head_that_is_not_tied_is_needed()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Remove(tensor => tensor.Name == "lm_head.weight");

        checkpoint
            .OnlyFinding()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.MissingTensor,
                    Tensor = "lm_head.weight",
                    FirstBlock = (int?)null,
                    Expected = "[1000, 64]",
                }
            );
    }

    [Fact]
    public void A_tied_head_that_is_there_has_its_shape()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Config = checkpoint.Config with { TieWordEmbeddings = true };
        checkpoint.Builder.Change("lm_head.weight", tensor => tensor with { Shape = [999, 64] });

        checkpoint
            .OnlyFinding()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.WrongShape,
                    Expected = "[1000, 64]",
                    Found = "[999, 64]",
                }
            );
    }

    [Fact]
    public void The_size_of_a_head_counts_in_every_shape_of_the_attention()
    {
        using var checkpoint = new VerifiedCheckpoint(TinyConfig.Read("head_dim", "48"));

        checkpoint.Verify().Findings.Should().BeEmpty();
        checkpoint.Builder["model.layers.0.self_attn.q_proj.weight"].Shape.Should().Equal(192, 64);
        checkpoint.Config = VerifiedCheckpoint.Tiny;
        checkpoint
            .Verify()
            .Findings.Should()
            .HaveCount(8)
            .And.OnlyContain(finding => finding.Kind == CheckpointFindingKind.WrongShape)
            .And.Contain(finding =>
                finding.ToString()
                == "block 1: WrongShape model.layers.1.self_attn.o_proj.weight in model-00002-of-00003.safetensors: expected [64, 64], found [64, 192]"
            );
    }

    [Theory]
    [InlineData("auto")]
    [InlineData(null)]
    public void Any_one_dtype_will_do_where_the_config_says_none(string? dtype)
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Change(_ => true, tensor => tensor with { Dtype = "F16" });
        checkpoint.Config = checkpoint.Config with { TorchDtype = dtype is null ? null : TorchDtype.Parse(dtype) };

        checkpoint.Verify().Findings.Should().BeEmpty();
    }
}
