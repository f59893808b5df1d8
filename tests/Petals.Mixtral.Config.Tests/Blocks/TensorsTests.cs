namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class TensorsTests
{
    private static readonly DistributedMixtralConfig Config = PublishedModels.Load(PublishedModels.Mixtral8x7B) with
    {
        NumLocalExperts = 2,
    };

    [Fact]
    public void The_tensors_of_a_block_are_those_of_the_published_checkpoints_in_the_order_of_Petals() =>
        TextsOf(Config.Blocks[3].Tensors)
            .Should()
            .Equal(
                "model.layers.3.input_layernorm.weight [4096]",
                "model.layers.3.self_attn.q_proj.weight [4096, 4096]",
                "model.layers.3.self_attn.k_proj.weight [1024, 4096]",
                "model.layers.3.self_attn.v_proj.weight [1024, 4096]",
                "model.layers.3.self_attn.o_proj.weight [4096, 4096]",
                "model.layers.3.post_attention_layernorm.weight [4096]",
                "model.layers.3.block_sparse_moe.gate.weight [2, 4096]",
                "model.layers.3.block_sparse_moe.experts.0.w1.weight [14336, 4096]",
                "model.layers.3.block_sparse_moe.experts.0.w2.weight [4096, 14336]",
                "model.layers.3.block_sparse_moe.experts.0.w3.weight [14336, 4096]",
                "model.layers.3.block_sparse_moe.experts.1.w1.weight [14336, 4096]",
                "model.layers.3.block_sparse_moe.experts.1.w2.weight [4096, 14336]",
                "model.layers.3.block_sparse_moe.experts.1.w3.weight [14336, 4096]"
            );

    [Fact]
    public void Transformers_5_stacks_the_experts() =>
        TextsOf(Config.Blocks[31].TensorsIn(TensorLayout.Transformers5))
            .Should()
            .Equal(
                "model.layers.31.input_layernorm.weight [4096]",
                "model.layers.31.self_attn.q_proj.weight [4096, 4096]",
                "model.layers.31.self_attn.k_proj.weight [1024, 4096]",
                "model.layers.31.self_attn.v_proj.weight [1024, 4096]",
                "model.layers.31.self_attn.o_proj.weight [4096, 4096]",
                "model.layers.31.post_attention_layernorm.weight [4096]",
                "model.layers.31.mlp.gate.weight [2, 4096]",
                "model.layers.31.mlp.experts.gate_up_proj [2, 28672, 4096]",
                "model.layers.31.mlp.experts.down_proj [2, 4096, 14336]"
            );

    [Theory]
    [InlineData(TensorLayout.Published)]
    [InlineData(TensorLayout.Transformers5)]
    public void The_shapes_of_the_attention_use_the_given_head_size(TensorLayout layout)
    {
        DistributedMixtralConfig config = Config with { HeadDim = 96 };

        TextsOf(config.Blocks[0].TensorsIn(layout))
            .Skip(1)
            .Take(4)
            .Should()
            .Equal(
                "model.layers.0.self_attn.q_proj.weight [3072, 4096]",
                "model.layers.0.self_attn.k_proj.weight [768, 4096]",
                "model.layers.0.self_attn.v_proj.weight [768, 4096]",
                "model.layers.0.self_attn.o_proj.weight [4096, 3072]"
            );
        config
            .Blocks[0]
            .Attention.Should()
            .BeEquivalentTo(
                new
                {
                    NumHeads = 32,
                    NumKeyValueHeads = 8,
                    HeadDim = 96,
                }
            );
    }

    [Fact]
    public void The_tensors_by_default_are_those_of_the_published_checkpoints()
    {
        WrappedMixtralBlock block = Config.Blocks[5];

        block.Tensors.Should().Equal(block.TensorsIn(TensorLayout.Published));
        block.Tensors.Should().OnlyContain(tensor => tensor.Name.StartsWith(block.WeightPrefix));
    }

    [Fact]
    public void A_tensor_that_is_not_there_is_out_of_range()
    {
        IReadOnlyList<TensorSpec> tensors = Config.Blocks[0].Tensors;

        Throws<ArgumentOutOfRangeException>(() => tensors[13]);
        Throws<ArgumentOutOfRangeException>(() => tensors[-1]);
        tensors[^1].Name.Should().EndWith("experts.1.w3.weight");
    }

    [Fact]
    public void An_undefined_layout_is_out_of_range() =>
        Config
            .Blocks[0]
            .Invoking(it => it.TensorsIn((TensorLayout)2))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("layout");

    [Fact]
    public void Outside_the_blocks_are_the_embeddings_the_last_norm_and_the_head() =>
        TextsOf(Config.TensorsOutsideBlocks)
            .Should()
            .Equal(
                "model.embed_tokens.weight [32000, 4096]",
                "model.norm.weight [4096]",
                "lm_head.weight [32000, 4096]"
            );

    [Fact]
    public void Tied_embeddings_are_the_head() =>
        TextsOf((Config with { TieWordEmbeddings = true }).TensorsOutsideBlocks)
            .Should()
            .Equal("model.embed_tokens.weight [32000, 4096]", "model.norm.weight [4096]");

    private static IEnumerable<string> TextsOf(IEnumerable<TensorSpec> tensors) =>
        tensors.Select(tensor => tensor.ToString());
}
