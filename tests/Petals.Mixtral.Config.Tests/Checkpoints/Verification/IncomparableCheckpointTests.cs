using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>Checkpoints whose tensors cannot be compared: that is said, and nothing is found that may not be
/// so.</summary>
public sealed class IncomparableCheckpointTests
{
    [Theory]
    [InlineData("""{"quant_method": "gptq", "bits": 4}""", "gptq", " (gptq)")]
    [InlineData("""{"quant_method": "a\u001bb"}""", "a\u001bb", @" (a\u001bb)")]
    [InlineData("""{"\ud800\ud800\ud800\ud800": 1, "quant_method": 4}""", null, "")]
    [InlineData("""{"load_in_4bit": true}""", null, "")]
    [InlineData("{}", null, "")]
    [InlineData("[]", null, "")]
    [InlineData("true", null, "")]
    public void Quantised_tensors_are_not_compared(string quantization, string? method, string shown)
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Change(_ => true, tensor => tensor with { Dtype = "U8", Shape = [1] });
        checkpoint.Config = TinyConfig.Read("quantization_config", quantization);

        CheckpointReport report = checkpoint.Verify();

        report.Findings.Should().BeEmpty();
        report.IsQuantized.Should().BeTrue();
        report.QuantizationMethod.Should().Be(method);
        report
            .Limits.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"Weights are quantised, as quantization_config{shown} claims: ");
        report.NumTensors.Should().Be(41);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_may_name_a_method()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Config = TinyConfig.Read("quantization_config", """{"quant_method": "\ud800"}""");

        CheckpointReport report = checkpoint.Verify();

        report.QuantizationMethod.Should().Be("\ud800");
        report
            .Limits.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith(@"The config has a quantization_config (\ud800), but no weight is quantised: ");
    }

    [Fact]
    public void The_files_of_a_quantised_checkpoint_are_checked_all_the_same()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Config = TinyConfig.Read("quantization_config", "{}");
        checkpoint.Builder.Write();
        File.Delete(checkpoint.Builder.PathOf(CheckpointBuilder.Shard(1)));
        File.WriteAllText(checkpoint.Builder.PathOf(CheckpointBuilder.Shard(3)), "a");

        checkpoint
            .Builder.Load()
            .Verify(checkpoint.Config)
            .Findings.Select(finding => finding.Kind)
            .Should()
            .Equal(CheckpointFindingKind.MissingShard, CheckpointFindingKind.DamagedShard);
    }

    [Fact]
    public void A_quantization_config_of_null_says_nothing()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Remove(tensor => tensor.Name == "lm_head.weight");
        checkpoint.Config = TinyConfig.Read("quantization_config", "null");

        checkpoint.OnlyFinding().Kind.Should().Be(CheckpointFindingKind.MissingTensor);
        checkpoint
            .Verify()
            .Should()
            .Match<CheckpointReport>(report => !report.IsQuantized && report.QuantizationMethod == null);
    }

    [Fact]
    public void Of_pickles_only_the_presence_is_checked()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.WriteIndex("pytorch_model.bin.index.json");
        File.WriteAllText(checkpoint.Builder.PathOf(CheckpointBuilder.Shard(1)), "a pickle");
        File.WriteAllText(checkpoint.Builder.PathOf(CheckpointBuilder.Shard(3)), "a pickle");

        CheckpointReport report = checkpoint.Builder.Load().Verify(checkpoint.Config with { NumHiddenLayers = 5 });

        report
            .Findings.Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(new { Kind = CheckpointFindingKind.MissingShard, ShardFile = CheckpointBuilder.Shard(2) });
        report.Limits.Should().ContainSingle().Which.Should().StartWith("The weights are pickles of PyTorch");
        report.NumShardsRead.Should().Be(0);
    }

    [Fact]
    public void A_single_pickle_is_said_to_be_one()
    {
        using var checkpoint = new VerifiedCheckpoint();
        File.WriteAllText(checkpoint.Builder.PathOf("pytorch_model.bin"), "a pickle");

        CheckpointReport report = checkpoint.Builder.Load().Verify(checkpoint.Config);

        report.Findings.Should().BeEmpty();
        report.ToString().Should().StartWith("no finding" + Environment.NewLine + "The weights are pickles of PyTorch");
    }
}
