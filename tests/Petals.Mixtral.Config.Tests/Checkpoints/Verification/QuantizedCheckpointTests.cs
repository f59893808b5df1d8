using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>Whether weights are quantised is decided by the tensors, not by the config.</summary>
public sealed class QuantizedCheckpointTests
{
    private const string Query = "model.layers.1.self_attn.q_proj.";

    [Theory]
    [InlineData("compression_config", """{"quant_method": "compressed-tensors"}""")]
    [InlineData("quantization", """{"group_size": 64, "bits": 4}""")]
    [InlineData("quantization_config", """{"quant_method": "awq"}""")]
    [InlineData(null, null)]
    public void Quantised_projections_are_accepted_wherever_they_are_declared(string? key, string? value)
    {
        using var checkpoint = new VerifiedCheckpoint();
        QuantizeProjections(checkpoint);
        if (key is not null)
        {
            checkpoint.Config = TinyConfig.Read(key, value!);
        }

        CheckpointReport report = checkpoint.Verify();

        report.Findings.Should().BeEmpty();
        report.IsQuantized.Should().BeTrue();
        report.Limits.Should().ContainSingle().Which.Should().StartWith("Weights are quantised, ");
    }

    [Theory]
    [InlineData("model.layers.1.input_layernorm.weight")]
    [InlineData("model.layers.0.block_sparse_moe.gate.weight")]
    [InlineData("model.norm.weight")]
    [InlineData("lm_head.weight")]
    [InlineData("model.layers.1.self_attn.k_proj.qweight")]
    public void A_tensor_missing_from_a_quantised_checkpoint_is_found(string name)
    {
        using var checkpoint = new VerifiedCheckpoint();
        QuantizeProjections(checkpoint);
        string module = name[..name.LastIndexOf('.')];
        checkpoint.Builder.Remove(tensor => tensor.Name.StartsWith($"{module}.", StringComparison.Ordinal));

        CheckpointFinding finding = checkpoint.OnlyFinding();

        finding.Kind.Should().Be(CheckpointFindingKind.MissingTensor);
        finding.Tensor.Should().Be($"{module}.weight");
    }

    [Fact]
    public void A_wrong_shape_beside_quantised_weights_is_found()
    {
        using var checkpoint = new VerifiedCheckpoint();
        QuantizeProjections(checkpoint);
        checkpoint.Builder.Change(tensor => tensor.Name == "lm_head.weight", tensor => tensor with { Shape = [9, 9] });

        checkpoint.OnlyFinding().Kind.Should().Be(CheckpointFindingKind.WrongShape);
    }

    [Fact]
    public void A_missing_block_of_a_quantised_checkpoint_is_found()
    {
        using var checkpoint = new VerifiedCheckpoint();
        QuantizeProjections(checkpoint);
        checkpoint.Builder.Remove(tensor => tensor.Name.StartsWith("model.layers.1.", StringComparison.Ordinal));

        checkpoint.OnlyFinding().Kind.Should().Be(CheckpointFindingKind.MissingBlock);
    }

    [Fact]
    public void Quantised_experts_that_are_stacked_are_accepted()
    {
        using var checkpoint = new VerifiedCheckpoint();
        QuantizeProjections(checkpoint);
        checkpoint.Builder.Remove(tensor => tensor.Name.Contains(".experts.", StringComparison.Ordinal));
        for (int block = 0; block < checkpoint.Config.NumHiddenLayers; block++)
        {
            foreach (string matrix in (string[])["gate_proj", "up_proj", "down_proj"])
            {
                string name = $"model.layers.{block}.block_sparse_moe.switch_mlp.{matrix}.";
                checkpoint
                    .Builder.Add(new ShardTensor($"{name}weight", [4], CheckpointBuilder.Shard(1)) { Dtype = "U32" })
                    .Add(new ShardTensor($"{name}scales", [4], CheckpointBuilder.Shard(1)) { Dtype = "F16" });
            }
        }

        checkpoint.Verify().Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("quantization_config", "{}")]
    [InlineData("quantization_config", """{"quant_method": "bitsandbytes", "load_in_4bit": true}""")]
    [InlineData("compression_config", "{}")]
    public void A_stale_claim_does_not_hide_damaged_weights(string key, string value)
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Config = TinyConfig.Read(key, value);
        checkpoint
            .Builder.Change(tensor => tensor.Name == "lm_head.weight", tensor => tensor with { Shape = [9, 9] })
            .Remove(tensor => tensor.Name == $"{Query}weight");

        CheckpointReport report = checkpoint.Verify();

        report
            .Findings.Select(finding => finding.Kind)
            .Should()
            .Equal(CheckpointFindingKind.MissingTensor, CheckpointFindingKind.WrongShape);
        report.IsQuantized.Should().BeFalse();
        report.Limits.Should().ContainSingle().Which.Should().Contain($"{key}").And.Contain("no weight is quantised");
    }

    [Fact]
    public void One_integer_weight_is_no_quantisation_if_the_config_does_not_claim_it()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Change(tensor => tensor.Name == $"{Query}weight", tensor => tensor with { Dtype = "I8" });

        checkpoint.OnlyFinding().Kind.Should().Be(CheckpointFindingKind.MixedDtypes);
    }

    private static void QuantizeProjections(VerifiedCheckpoint checkpoint)
    {
        ShardTensor[] projections =
        [
            .. checkpoint.Builder.Tensors.Where(tensor =>
                tensor.Name.Contains("_proj.", StringComparison.Ordinal)
                || tensor.Name.Contains(".experts.", StringComparison.Ordinal)
            ),
        ];
        checkpoint.Builder.Remove(projections.Contains);
        foreach (ShardTensor tensor in projections)
        {
            string module = tensor.Name[..^"weight".Length];
            checkpoint
                .Builder.Add(new ShardTensor($"{module}qweight", [4, 4], tensor.Shard) { Dtype = "I32" })
                .Add(new ShardTensor($"{module}scales", [4], tensor.Shard) { Dtype = "F16" });
        }
    }
}
