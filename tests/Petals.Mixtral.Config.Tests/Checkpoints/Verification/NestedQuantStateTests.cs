namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>4-bit weights of bitsandbytes, whose state has two names after the weight:
/// <c>q_proj.weight.quant_state.bitsandbytes__nf4</c>.</summary>
public sealed class NestedQuantStateTests
{
    private const string Query = "model.layers.1.self_attn.q_proj.weight";

    [Fact]
    public void Verify_compares_no_state_of_a_4_bit_weight_when_the_config_claims_nothing()
    {
        using VerifiedCheckpoint checkpoint = WithFourBits();

        checkpoint.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void Verify_reports_a_missing_projection_beside_4_bit_weights()
    {
        using VerifiedCheckpoint checkpoint = WithFourBits();
        checkpoint.Config = TinyConfig.Read("quantization_config", """{"quant_method": "bitsandbytes"}""");
        checkpoint.Builder.Remove(tensor => tensor.Name.StartsWith(Query));

        checkpoint
            .Verify()
            .Findings.Should()
            .ContainSingle()
            .Which.Should()
            .Match<CheckpointFinding>(finding =>
                finding.Kind == CheckpointFindingKind.MissingTensor && finding.Tensor == Query
            );
    }

    private static VerifiedCheckpoint WithFourBits()
    {
        var checkpoint = new VerifiedCheckpoint();
        ShardTensor[] weights = [.. checkpoint.Builder.Tensors.Where(tensor => tensor.Name.Contains("_proj.weight"))];
        foreach (ShardTensor weight in weights)
        {
            checkpoint
                .Builder.Change(weight.Name, tensor => tensor with { Shape = [tensor.Size / 4, 1], Dtype = "U8" })
                .Add(new($"{weight.Name}.absmax", [4], weight.Shard) { Dtype = "U8" })
                .Add(new($"{weight.Name}.quant_state.bitsandbytes__nf4", [80], weight.Shard) { Dtype = "U8" });
        }

        return checkpoint;
    }
}
