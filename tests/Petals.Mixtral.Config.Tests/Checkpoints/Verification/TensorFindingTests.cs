using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>One fault in one tensor of a checkpoint that is sound otherwise: that is found, and nothing else.</summary>
public sealed class TensorFindingTests : IDisposable
{
    private const string Gate = "model.layers.1.block_sparse_moe.gate.weight";
    private readonly VerifiedCheckpoint _checkpoint = new();

    public void Dispose() => _checkpoint.Dispose();

    [Theory]
    [InlineData(Gate, 1, "[4, 64]")]
    [InlineData("model.layers.0.block_sparse_moe.experts.3.w2.weight", 0, "[64, 128]")]
    [InlineData("model.norm.weight", null, "[64]")]
    public void A_tensor_that_is_in_no_file_and_not_in_the_index_is_missing(string name, int? block, string shape)
    {
        _checkpoint.Builder.Remove(tensor => tensor.Name == name);

        ShouldFind(CheckpointFindingKind.MissingTensor, block, name, null, shape, "none");
    }

    [Fact]
    public void A_tensor_that_only_the_index_names_is_missing_in_the_file_that_it_names()
    {
        _checkpoint.Builder.Change(Gate, tensor => tensor with { Shard = null });

        ShouldFind(CheckpointFindingKind.MissingTensor, 1, Gate, Shard(2), "[4, 64]", "none");
    }

    [Theory]
    [InlineData("model.layers.1.self_attn.q_proj.bias", 1)]
    [InlineData("model.layers.1.mlp.gate.weight", 1)]
    [InlineData("model.layers.1.mlp.experts.gate_up_proj", 1)]
    [InlineData("model.layers.1.block_sparse_moe.experts.4.w1.weight", 1)]
    [InlineData("model.layers.1.block_sparse_moe.experts.03.w1.weight", 1)]
    [InlineData("model.layers.1.", 1)]
    [InlineData("model.layers.2.input_layernorm.weight", null)]
    [InlineData("model.layers.01.input_layernorm.weight", null)]
    [InlineData("model.layers..input_layernorm.weight", null)]
    [InlineData("model.layers.", null)]
    [InlineData("model.layers.99999999999.input_layernorm.weight", null)]
    [InlineData("Model.norm.weight", null)]
    [InlineData("", null)]
    public void A_tensor_that_the_model_does_not_have_is_unexpected(string name, int? block)
    {
        _checkpoint.Builder.Add(_checkpoint.Builder[Gate] with { Name = name });

        ShouldFind(CheckpointFindingKind.UnexpectedTensor, block, name, Shard(2), "no such tensor", "bfloat16 [4, 64]");
    }

    [Fact]
    public void A_tensor_that_the_model_does_not_have_and_only_the_index_names_is_unexpected()
    {
        _checkpoint.Builder.Add(_checkpoint.Builder[Gate] with { Name = "rotary", Shard = null });

        ShouldFind(
            CheckpointFindingKind.UnexpectedTensor,
            null,
            "rotary",
            Shard(2),
            "no such tensor",
            "its name in the index"
        );
    }

    [Theory]
    [InlineData(64L, 4L)]
    [InlineData(256L)]
    [InlineData(4L, 64L, 1L)]
    [InlineData(0L, 64L)]
    [InlineData]
    public void Another_shape_is_wrong_though_it_has_as_many_values(params long[] shape)
    {
        _checkpoint.Builder.Change(Gate, tensor => tensor with { Shape = shape });

        ShouldFind(CheckpointFindingKind.WrongShape, 1, Gate, Shard(2), "[4, 64]", $"[{string.Join(", ", shape)}]");
    }

    [Fact]
    public void A_name_and_a_shape_without_end_are_shortened_where_they_are_shown()
    {
        string name = new('a', 1000);
        _checkpoint.Builder.Add(
            _checkpoint.Builder[Gate] with
            {
                Name = name,
                Shape = [.. Enumerable.Repeat(1L, 1000)],
            }
        );

        CheckpointFinding finding = _checkpoint.OnlyFinding();

        finding.Tensor.Should().Be(name);
        finding
            .ToString()
            .Should()
            .Be(
                $"UnexpectedTensor {new string('a', 100)}… in {Shard(2)}: expected no such tensor, found bfloat16 "
                    + "[1, 1, 1, 1, 1, 1, 1, 1, …]"
            );
    }

    [Fact]
    public void A_tensor_in_another_file_than_the_index_says_is_misplaced()
    {
        _checkpoint.Builder.Change(Gate, tensor => tensor with { Shard = Shard(3), IndexedIn = Shard(1) });

        ShouldFind(
            CheckpointFindingKind.MisplacedTensor,
            1,
            Gate,
            Shard(3),
            $"{Shard(1)}, as the index says",
            Shard(3)
        );
    }

    [Fact]
    public void A_tensor_that_is_not_in_the_index_is_misplaced()
    {
        _checkpoint.Builder.Change(Gate, tensor => tensor with { IndexedIn = null });

        ShouldFind(CheckpointFindingKind.MisplacedTensor, 1, Gate, Shard(2), "an entry in the index", "none");
    }

    [Fact]
    public void A_tensor_that_neither_the_model_nor_the_index_knows_is_one_finding()
    {
        _checkpoint.Builder.Add(_checkpoint.Builder[Gate] with { Name = "foo.bar", IndexedIn = null });

        ShouldFind(
            CheckpointFindingKind.UnexpectedTensor,
            null,
            "foo.bar",
            Shard(2),
            "no such tensor",
            "bfloat16 [4, 64]"
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Of_a_tensor_in_two_files_the_one_that_the_index_names_is_compared(int other)
    {
        // What is written twice is in the index once: the last entry counts.
        ShardTensor sound = _checkpoint.Builder[Gate];
        _checkpoint
            .Builder.Remove(tensor => tensor == sound)
            .Add(sound with { Shard = Shard(other), IndexedIn = null, Shape = [1], Dtype = "F32" })
            .Add(sound);

        ShouldFind(
            CheckpointFindingKind.MisplacedTensor,
            1,
            Gate,
            Shard(other),
            $"{Shard(2)}, as the index says",
            Shard(other)
        );
    }

    [Fact]
    public void One_stray_name_of_the_published_layout_does_not_hide_that_of_the_rest()
    {
        using var checkpoint = new VerifiedCheckpoint(layout: TensorLayout.Transformers5);
        checkpoint.Builder.Add(new ShardTensor(Gate, [4, 64], Shard(2)));

        checkpoint.OnlyFinding().Kind.Should().Be(CheckpointFindingKind.UnexpectedTensor);
    }

    private static string Shard(int number) => CheckpointBuilder.Shard(number);

    private void ShouldFind(
        CheckpointFindingKind kind,
        int? block,
        string tensor,
        string? shard,
        string expected,
        string found
    ) =>
        _checkpoint
            .OnlyFinding()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = kind,
                    FirstBlock = block,
                    LastBlock = block,
                    Tensor = tensor,
                    ShardFile = shard,
                    Expected = expected,
                    Found = found,
                }
            );
}
