namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>The cost of a check depends only on the headers, not on the size of the weights or the numbers of a
/// config.</summary>
public sealed class LargeModelTests
{
    [Theory]
    [InlineData(PublishedModels.Mixtral8x22B, 59, 1739, 281_260_142_592)]
    [InlineData(PublishedModels.Mixtral8x7B, 19, 995, 93_405_585_408)]
    public void Only_the_headers_of_a_published_model_are_read(
        string repo,
        int numShards,
        long numTensors,
        long totalSize
    )
    {
        DistributedMixtralConfig config = PublishedModels.Load(repo);
        using var checkpoint = new VerifiedCheckpoint(config, numShards: numShards);

        CheckpointReport report = checkpoint.Verify();

        report.Findings.Should().BeEmpty();
        (report.NumShardsRead, report.NumTensors).Should().Be((numShards, numTensors));
        report.Index.TotalSize.Should().Be(totalSize);
        report.BytesOnDisk.Should().Be(totalSize + report.BytesRead);
        report.BytesRead.Should().BeLessThan(300_000);
        report.Index.FindShardFiles(config.Blocks[^1]).Should().BeSubsetOf(report.Index.ShardFiles);
    }

    [Fact]
    public void A_billion_missing_layers_are_one_finding() =>
        With(config => config with { NumHiddenLayers = 1_000_000_000 })
            .Findings.Should()
            .ContainSingle()
            .Which.ToString()
            .Should()
            .Be("blocks 2 to 999999999: MissingBlock: expected 19 tensors in each, found none");

    [Fact]
    public void At_most_1000_findings_of_a_kind_are_named()
    {
        const int Blocks = 20_000;
        using var directory = new TempDirectory();
        IEnumerable<string> tensors = Enumerable
            .Range(0, Blocks)
            .Select(block => $"\"model.layers.{2 * block}.input_layernorm.weight\": \"{block}.safetensors\"");
        directory.Write("model.safetensors.index.json", $$"""{"weight_map": { {{string.Join(", ", tensors)}} } }""");

        CheckpointReport report = CheckpointIndex
            .Load(directory.Path)
            .Verify(VerifiedCheckpoint.Tiny with { NumHiddenLayers = 1_000_000_000 });

        report
            .Findings.Count(finding => finding is { Kind: CheckpointFindingKind.MissingTensor, Tensor: not null })
            .Should()
            .Be(1000);
        report.Findings.Count(finding => finding.Kind == CheckpointFindingKind.MissingBlock).Should().Be(1000);
        report.Findings.Count(finding => finding.Kind == CheckpointFindingKind.MissingShard).Should().Be(1000);
        report.NumFindings.Should().BeInRange(3 * Blocks, (3 * Blocks) + 1100);
        report.ToString().Should().EndWith($"and {report.NumFindings - report.Findings.Count} more");
    }

    [Fact]
    public void Very_many_missing_experts_are_counted_and_some_are_named()
    {
        CheckpointFinding[] first =
        [
            .. With(config => config with { NumLocalExperts = 700_000_000 })
                .Findings.Where(finding => finding.FirstBlock == 0),
        ];

        first.Should().HaveCount(102);
        first.Count(finding => finding.Kind == CheckpointFindingKind.WrongShape).Should().Be(1);
        first[^1].ToString().Should().Be("block 0: MissingTensor: expected 2099999888 tensors more, found none");
    }

    [Fact]
    public void Verify_reports_findings_or_a_clear_error_for_int_MaxValue_experts()
    {
        DistributedMixtralConfig Change(DistributedMixtralConfig config) =>
            config with
            {
                NumLocalExperts = int.MaxValue,
            };

        Throws<PretrainedConfigException>(() => With(Change), "num_local_experts is 2147483647; *");
        With(Change, TensorLayout.Transformers5)
            .Findings.Should()
            .HaveCount(6)
            .And.OnlyContain(finding => finding.Kind == CheckpointFindingKind.WrongShape);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_size_that_is_not_positive_is_an_error_of_the_config(int size)
    {
        Throws<PretrainedConfigException>(
            () => With(config => config with { NumHiddenLayers = size }),
            $"num_hidden_layers is {size}*"
        );
        Throws<PretrainedConfigException>(
            () => With(config => config with { HiddenSize = size }),
            $"hidden_size is {size}*"
        );
    }

    private static CheckpointReport With(
        Func<DistributedMixtralConfig, DistributedMixtralConfig> change,
        TensorLayout layout = TensorLayout.Published
    )
    {
        using var checkpoint = new VerifiedCheckpoint(layout: layout);
        checkpoint.Config = change(checkpoint.Config);
        return checkpoint.Verify();
    }
}
