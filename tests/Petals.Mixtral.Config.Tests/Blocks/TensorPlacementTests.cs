namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class TensorPlacementTests
{
    [Fact]
    public void A_placement_prints_its_source_and_its_part_of_the_target()
    {
        DistributedMixtralConfig config = PublishedModels.Load(PublishedModels.Mixtral8x7B);

        config
            .Blocks[3]
            .TensorPlacements.Skip(6)
            .Take(7)
            .Select(placement => placement.ToString())
            .Should()
            .Equal(
                "model.layers.3.block_sparse_moe.gate.weight -> model.layers.3.mlp.gate.weight",
                "model.layers.3.block_sparse_moe.experts.0.w1.weight -> "
                    + "model.layers.3.mlp.experts.gate_up_proj[0, 0:14336]",
                "model.layers.3.block_sparse_moe.experts.0.w2.weight -> model.layers.3.mlp.experts.down_proj[0, "
                    + "0:4096]",
                "model.layers.3.block_sparse_moe.experts.0.w3.weight -> "
                    + "model.layers.3.mlp.experts.gate_up_proj[0, 14336:28672]",
                "model.layers.3.block_sparse_moe.experts.1.w1.weight -> "
                    + "model.layers.3.mlp.experts.gate_up_proj[1, 0:14336]",
                "model.layers.3.block_sparse_moe.experts.1.w2.weight -> model.layers.3.mlp.experts.down_proj[1, "
                    + "0:4096]",
                "model.layers.3.block_sparse_moe.experts.1.w3.weight -> "
                    + "model.layers.3.mlp.experts.gate_up_proj[1, 14336:28672]"
            );
    }

    [Fact]
    public void The_up_half_of_an_expert_follows_its_gate_half()
    {
        WrappedMixtralBlock block = PublishedModels.Load(PublishedModels.Mixtral8x7B).Blocks[0];

        TensorPlacement up = block.TensorPlacements.Single(placement =>
            placement.Source.Name.EndsWith("experts.2.w3.weight")
        );

        up.Expert.Should().Be(2);
        up.FirstRow.Should().Be(14336);
        up.ElementOffset.Should().Be(((2 * 28672) + 14336) * 4096L);
        up.Target.Should().Be(block.TensorsIn(TensorLayout.Transformers5)[7]);
    }

    [Fact]
    public void A_tensor_outside_the_experts_is_the_whole_of_its_target()
    {
        foreach (
            TensorPlacement placement in PublishedModels
                .Load(PublishedModels.Mixtral8x22B)
                .Blocks[0]
                .TensorPlacements.Take(7)
        )
        {
            placement.Expert.Should().BeNull();
            placement.FirstRow.Should().Be(0);
            placement.ElementOffset.Should().Be(0);
            placement.Source.Shape.Should().Equal(placement.Target.Shape);
        }
    }

    [Fact]
    public void The_placements_of_any_model_fill_every_target_exactly_once() =>
        RandomConfigs.Valid.Sample(config => config.Blocks.All(Tiles), iter: 300);

    [Fact]
    public void The_placements_are_in_the_order_of_the_tensors() =>
        RandomConfigs.Valid.Sample(
            config =>
                config
                    .Blocks[^1]
                    .TensorPlacements.Select(placement => placement.Source)
                    .SequenceEqual(config.Blocks[^1].Tensors),
            iter: 100
        );

    private static bool Tiles(WrappedMixtralBlock block)
    {
        ILookup<TensorSpec, TensorPlacement> pieces = block.TensorPlacements.ToLookup(placement => placement.Target);
        IReadOnlyList<TensorSpec> targets = block.TensorsIn(TensorLayout.Transformers5);
        return pieces.Count == targets.Count
            && targets.All(target =>
            {
                long end = 0;
                foreach (TensorPlacement piece in pieces[target].OrderBy(placement => placement.ElementOffset))
                {
                    if (piece.ElementOffset != end || piece.Source.Shape[^1] != target.Shape[^1])
                    {
                        return false;
                    }

                    end += piece.Source.ElementCount;
                }

                return end == target.ElementCount;
            });
    }
}
