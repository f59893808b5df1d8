using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>Faults of whole blocks: each is found once, and nothing else.</summary>
public sealed class BlockFindingTests
{
    private const string Gate = "model.layers.1.block_sparse_moe.gate.weight";

    [Fact]
    public void Blocks_of_which_nothing_is_there_are_found_together()
    {
        using VerifiedCheckpoint checkpoint = WithLayers(12);
        checkpoint.Builder.Remove(tensor => IsIn(tensor.Name, 0, 3, 4, 5, 11));

        checkpoint
            .Verify()
            .Findings.Select(finding => finding.ToString())
            .Should()
            .Equal(
                "block 0: MissingBlock: expected 19 tensors in each, found none",
                "blocks 3 to 5: MissingBlock: expected 19 tensors in each, found none",
                "block 11: MissingBlock: expected 19 tensors in each, found none"
            );
    }

    [Fact]
    public void A_block_that_only_the_index_names_is_missing()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Change(tensor => IsIn(tensor.Name, 1), tensor => tensor with { Shard = null });

        checkpoint
            .OnlyFinding()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.MissingBlock,
                    FirstBlock = 1,
                    LastBlock = 1,
                    Tensor = (string?)null,
                    ShardFile = (string?)null,
                }
            );
    }

    [Fact]
    public void Different_dtypes_in_one_block_are_mixed()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Change(Gate, tensor => tensor with { Dtype = "F32" });

        checkpoint
            .OnlyFinding()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.MixedDtypes,
                    FirstBlock = 1,
                    LastBlock = 1,
                    Expected = "one dtype",
                    Found = $"bfloat16 in 18, float32 in 1: {Gate} is float32",
                }
            );
    }

    [Fact]
    public void Different_dtypes_outside_the_blocks_are_mixed()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Change("model.norm.weight", tensor => tensor with { Dtype = "F32" });

        checkpoint
            .OnlyFinding()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.MixedDtypes,
                    FirstBlock = (int?)null,
                    Found = "bfloat16 in 2, float32 in 1: model.norm.weight is float32",
                }
            );
    }

    [Fact]
    public void Blocks_of_another_dtype_than_the_config_says_are_found_together()
    {
        using VerifiedCheckpoint checkpoint = WithLayers(12);
        checkpoint
            .Builder.Change(tensor => IsIn(tensor.Name, 1, 2, 3, 5), tensor => tensor with { Dtype = "F16" })
            .Change(tensor => IsIn(tensor.Name, 6, 11), tensor => tensor with { Dtype = "F32" });

        checkpoint
            .Verify()
            .Findings.Select(finding => finding.ToString())
            .Should()
            .Equal(
                "blocks 1 to 3: WrongDtype: expected bfloat16, found float16",
                "block 5: WrongDtype: expected bfloat16, found float16",
                "block 6: WrongDtype: expected bfloat16, found float32",
                "block 11: WrongDtype: expected bfloat16, found float32"
            );
    }

    [Fact]
    public void What_is_outside_the_blocks_has_the_dtype_of_the_config_too()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Builder.Change(tensor => !IsIn(tensor.Name, 0, 1), tensor => tensor with { Dtype = "F16" });

        checkpoint
            .OnlyFinding()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.WrongDtype,
                    FirstBlock = (int?)null,
                    Expected = "bfloat16",
                    Found = "float16",
                }
            );
    }

    [Fact]
    public void Blocks_that_the_config_does_not_have_are_unexpected()
    {
        using VerifiedCheckpoint checkpoint = WithLayers(3);
        checkpoint.Config = checkpoint.Config with { NumHiddenLayers = 2 };

        checkpoint
            .Verify()
            .Findings.Should()
            .HaveCount(19)
            .And.OnlyContain(finding =>
                finding.Kind == CheckpointFindingKind.UnexpectedTensor
                && finding.Tensor!.StartsWith("model.layers.2.", StringComparison.Ordinal)
            );
    }

    [Fact]
    public void Many_faults_come_in_one_report_in_the_order_of_files_and_blocks()
    {
        using VerifiedCheckpoint checkpoint = WithLayers(12);
        checkpoint
            .Builder.Remove(tensor =>
                IsIn(tensor.Name, 10)
                || tensor.Name == "model.layers.2.self_attn.v_proj.weight"
                || tensor.Name == "model.norm.weight"
            )
            .Change("model.layers.2.input_layernorm.weight", tensor => tensor with { Shape = [63] })
            .Change("model.layers.9.input_layernorm.weight", tensor => tensor with { Dtype = "F32" })
            .Change("model.layers.11.input_layernorm.weight", tensor => tensor with { IndexedIn = null })
            .Change("lm_head.weight", tensor => tensor with { IndexedIn = "gone.safetensors", Shard = null })
            .Change(tensor => IsIn(tensor.Name, 0), tensor => tensor with { Dtype = "F16" });

        checkpoint
            .Verify()
            .Findings.Select(finding => (finding.Kind, finding.FirstBlock, finding.Tensor))
            .Should()
            .Equal(
                (CheckpointFindingKind.MissingShard, null, null),
                (CheckpointFindingKind.WrongDtype, 0, null),
                (CheckpointFindingKind.WrongShape, 2, "model.layers.2.input_layernorm.weight"),
                (CheckpointFindingKind.MissingTensor, 2, "model.layers.2.self_attn.v_proj.weight"),
                (CheckpointFindingKind.MixedDtypes, 9, null),
                (CheckpointFindingKind.MissingBlock, 10, null),
                (CheckpointFindingKind.MisplacedTensor, 11, "model.layers.11.input_layernorm.weight"),
                (CheckpointFindingKind.MissingTensor, null, "model.norm.weight")
            );
    }

    private static VerifiedCheckpoint WithLayers(int count) =>
        new(VerifiedCheckpoint.Tiny with { NumHiddenLayers = count });

    private static bool IsIn(string tensor, params int[] blocks) =>
        blocks.Any(block => tensor.StartsWith($"model.layers.{block}.", StringComparison.Ordinal));
}
