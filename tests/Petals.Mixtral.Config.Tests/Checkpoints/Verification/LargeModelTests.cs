using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>What a check costs depends on the headers, neither on the size of the weights nor on what a config
/// claims.</summary>
public sealed class LargeModelTests
{
    [Theory]
    [InlineData("mistralai/Mixtral-8x22B-v0.1", 59, 1739, 281_260_142_592)]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", 19, 995, 93_405_585_408)]
    public void Of_a_real_model_only_the_headers_are_read(string repo, int numShards, int numTensors, long totalSize)
    {
        var config = DistributedMixtralConfig.FromPretrained(
            repo,
            options: new PretrainedLoadOptions { CacheDirectory = Fixtures.Hub, LocalFilesOnly = true }
        );
        using var checkpoint = new VerifiedCheckpoint(config, numShards: numShards);
        CheckpointIndex index = checkpoint.Builder.Write().Load();

        CheckpointReport report = index.Verify(config);

        report.Findings.Should().BeEmpty();
        report.Should().BeEquivalentTo(new { NumShardsRead = numShards, NumTensors = (long)numTensors });
        index.TotalSize.Should().Be(totalSize);
        report.BytesOnDisk.Should().Be(totalSize + report.BytesRead);
        report.BytesRead.Should().BeLessThan(300_000);
        index.FindShardFiles(config.Blocks[^1]).Should().OnlyContain(shard => index.ShardFiles.Contains(shard));
    }

    [Fact]
    public void A_config_that_claims_a_thousand_million_layers_is_compared_at_once()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Config = checkpoint.Config with { NumHiddenLayers = 1_000_000_000 };

        checkpoint
            .OnlyFinding()
            .ToString()
            .Should()
            .Be("blocks 2 to 999999999: MissingBlock: expected 19 tensors in each, found none");
    }

    [Fact]
    public void However_many_blocks_lack_tensors_only_some_are_named()
    {
        const int Blocks = 20_000;
        using var directory = new TempDirectory();
        IEnumerable<string> tensors = Enumerable
            .Range(0, Blocks)
            .Select(block => $"\"model.layers.{2 * block}.input_layernorm.weight\": \"a.safetensors\"");
        directory.Write("model.safetensors.index.json", $$"""{"weight_map": { {{string.Join(", ", tensors)}} } }""");
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(TinyConfig.Json) with
        {
            NumHiddenLayers = 1_000_000_000,
        };

        CheckpointReport report = CheckpointIndex.Load(directory.Path).Verify(config);

        report
            .Findings.Count(finding => finding is { Kind: CheckpointFindingKind.MissingTensor, Tensor: not null })
            .Should()
            .Be(1000);
        report.Findings.Count(finding => finding.Kind == CheckpointFindingKind.MissingBlock).Should().Be(1000);
        report.NumFindings.Should().BeInRange(2 * Blocks, (2 * Blocks) + 1100);
        report.ToString().Should().EndWith($"and {report.NumFindings - report.Findings.Count} more");
    }

    [Fact]
    public void A_config_that_claims_very_many_experts_is_compared_at_once_and_only_some_are_named()
    {
        using var checkpoint = new VerifiedCheckpoint();
        checkpoint.Config = checkpoint.Config with { NumLocalExperts = 700_000_000 };

        CheckpointFinding[] first = [.. checkpoint.Verify().Findings.Where(finding => finding.FirstBlock == 0)];

        first.Should().HaveCount(102);
        first.Count(finding => finding.Kind == CheckpointFindingKind.WrongShape).Should().Be(1);
        first[^1].ToString().Should().Be("block 0: MissingTensor: expected 2099999888 tensors more, found none");
    }

    [Theory]
    [InlineData(TensorLayout.Published)]
    [InlineData(TensorLayout.Transformers5)]
    public void As_many_experts_as_an_integer_holds_are_an_answer_or_a_clear_error(TensorLayout layout)
    {
        using var checkpoint = new VerifiedCheckpoint(layout: layout);
        checkpoint.Config = checkpoint.Config with { NumLocalExperts = int.MaxValue };

        if (layout == TensorLayout.Published)
        {
            FluentActions
                .Invoking(checkpoint.Verify)
                .Should()
                .Throw<PretrainedConfigException>()
                .WithMessage("num_local_experts is 2147483647: *");
        }
        else
        {
            checkpoint
                .Verify()
                .Findings.Should()
                .HaveCount(6)
                .And.OnlyContain(finding => finding.Kind == CheckpointFindingKind.WrongShape);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_size_that_is_not_positive_is_an_error_of_the_config(int size)
    {
        using var checkpoint = new VerifiedCheckpoint();
        CheckpointIndex index = checkpoint.Builder.Write().Load();

        FluentActions
            .Invoking(() => index.Verify(checkpoint.Config with { NumHiddenLayers = size }))
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage($"num_hidden_layers is {size}*");
        FluentActions
            .Invoking(() => index.Verify(checkpoint.Config with { HiddenSize = size }))
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage($"hidden_size is {size}*");
    }
}
