namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class ParameterCountTests
{
    [Theory]
    [InlineData(PublishedModels.Mixtral8x7B, 46_702_792_704, 1_451_270_144, 12_879_925_248)]
    [InlineData(PublishedModels.Mixtral8x22B, 140_630_071_296, 2_504_060_928, 39_161_468_928)]
    public void The_published_models_have_the_parameters_that_Petals_counts(
        string repoId,
        long total,
        long block,
        long active
    )
    {
        DistributedMixtralConfig config = PublishedModels.Load(repoId);

        config.ParameterCount.Should().Be(total);
        config.ActiveParameterCount.Should().Be(active);
        config.Model.ParameterCount.Should().Be(total);
        config.Model.ActiveParameterCount.Should().Be(active);
        config.Blocks.Should().HaveCount(config.NumHiddenLayers).And.OnlyContain(it => it.ParameterCount == block);
        config
            .Blocks.Sum(it => it.ActiveParameterCount)
            .Should()
            .Be(active - config.TensorsOutsideBlocks.Sum(tensor => tensor.ElementCount));
    }

    [Fact]
    public void The_tensors_of_every_fixture_add_up()
    {
        PublishedModels.All().Should().HaveCountGreaterThan(30);
        PublishedModels.All().Should().OnlyContain(config => AddsUp(config));
    }

    [Fact]
    public void The_tensors_of_any_valid_model_add_up() =>
        RandomConfigs.Valid.Sample(config => config.Validate().Count == 0 && AddsUp(config), iter: 1000);

    [Fact]
    public void Tied_embeddings_count_once()
    {
        DistributedMixtralConfig config = PublishedModels.Load(PublishedModels.Mixtral8x7B);

        (config with { TieWordEmbeddings = true }).ParameterCount.Should().Be(46_702_792_704 - (32000 * 4096));
        (config with { TieWordEmbeddings = true }).ActiveParameterCount.Should().Be(12_879_925_248 - (32000 * 4096));
    }

    [Fact]
    public void ActiveParameterCount_counts_at_most_the_experts_that_exist()
    {
        var config = new DistributedMixtralConfig { NumLocalExperts = 2, NumExpertsPerTok = 3 };

        config.ActiveParameterCount.Should().Be(config.ParameterCount);
        config.Blocks[0].ActiveParameterCount.Should().Be(config.Blocks[0].ParameterCount);
    }

    private static bool AddsUp(DistributedMixtralConfig config)
    {
        long outside = Sum(config.TensorsOutsideBlocks);
        long chosen = Math.Min(config.NumExpertsPerTok, config.NumLocalExperts);
        long active =
            outside
            + config.Blocks.Sum(block =>
            {
                var experts = block.Tensors.Where(tensor => tensor.Name.Contains(".experts.")).ToList();
                return Sum(block.Tensors) - Sum(experts) + (Sum(experts) / config.NumLocalExperts * chosen);
            });
        return config.ActiveParameterCount == active
            && Array.TrueForAll(
                Enum.GetValues<TensorLayout>(),
                layout =>
                    outside + config.Blocks.Sum(block => Sum(block.TensorsIn(layout))) == config.ParameterCount
                    && config.Blocks.All(block => block.ParameterCount == Sum(block.TensorsIn(layout)))
            );
    }

    private static long Sum(IEnumerable<TensorSpec> tensors) => tensors.Sum(tensor => tensor.ElementCount);
}
