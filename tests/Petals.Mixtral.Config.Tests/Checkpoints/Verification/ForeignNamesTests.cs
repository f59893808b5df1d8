using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>Names that follow another convention are one finding, not one for each tensor.</summary>
public sealed class ForeignNamesTests
{
    [Theory]
    [InlineData("module.")]
    [InlineData("_orig_mod.")]
    [InlineData("base_model.model.")]
    [InlineData("module._orig_mod.")]
    public void One_prefix_before_every_name_is_one_finding(string prefix)
    {
        using var checkpoint = new VerifiedCheckpoint();
        Rename(checkpoint, name => prefix + name);

        CheckpointFinding finding = checkpoint.OnlyFinding();

        finding.Kind.Should().Be(CheckpointFindingKind.ForeignNames);
        finding.Found.Should().Be($"'{prefix}' before every name: remove it");
    }

    [Fact]
    public void Names_without_the_prefix_of_the_model_are_one_finding()
    {
        using var checkpoint = new VerifiedCheckpoint();
        Rename(checkpoint, name => name.StartsWith("model.", StringComparison.Ordinal) ? name[6..] : name);

        checkpoint.OnlyFinding().Found.Should().StartWith("names without 'model.'");
    }

    [Fact]
    public void Other_differences_are_found_behind_a_prefix()
    {
        using var checkpoint = new VerifiedCheckpoint();
        Rename(checkpoint, name => $"module.{name}");
        checkpoint.Builder.Remove(tensor => tensor.Name == "module.model.norm.weight");

        checkpoint
            .Verify()
            .Findings.Select(finding => (finding.Kind, finding.Tensor))
            .Should()
            .Equal(
                (CheckpointFindingKind.ForeignNames, null),
                (CheckpointFindingKind.MissingTensor, "module.model.norm.weight")
            );
    }

    [Fact]
    public void Names_of_the_format_of_Mistral_are_one_finding()
    {
        using var checkpoint = new VerifiedCheckpoint();
        Rename(
            checkpoint,
            name =>
                name.Replace("model.layers.", "layers.", StringComparison.Ordinal)
                    .Replace("self_attn.", "attention.", StringComparison.Ordinal)
                    .Replace("_proj", "", StringComparison.Ordinal)
                    .Replace("block_sparse_moe", "feed_forward", StringComparison.Ordinal)
                    .Replace("input_layernorm", "attention_norm", StringComparison.Ordinal)
                    .Replace("post_attention_layernorm", "ffn_norm", StringComparison.Ordinal)
                    .Replace("model.embed_tokens", "tok_embeddings", StringComparison.Ordinal)
                    .Replace("model.norm", "norm", StringComparison.Ordinal)
                    .Replace("lm_head", "output", StringComparison.Ordinal)
        );

        checkpoint.OnlyFinding().Found.Should().StartWith("names of Mistral's own format");
    }

    [Fact]
    public void Names_of_another_model_are_one_finding_with_an_example()
    {
        using var checkpoint = new VerifiedCheckpoint();
        Rename(
            checkpoint,
            name => $"transformer.h{name.Length}.{name.Replace("model.layers", "block", StringComparison.Ordinal)}.x"
        );

        checkpoint.OnlyFinding().Found.Should().StartWith("names of another model or format, such as transformer.h");
    }

    private static void Rename(VerifiedCheckpoint checkpoint, Func<string, string> rename) =>
        checkpoint.Builder.Change(_ => true, tensor => tensor with { Name = rename(tensor.Name) });
}
