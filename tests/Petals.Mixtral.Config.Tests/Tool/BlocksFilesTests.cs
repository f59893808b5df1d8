using System.Text.Json;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The files that <c>mixtral-config blocks</c> names.</summary>
public sealed class BlocksFilesTests : IDisposable
{
    private const string First = "model-00001-of-00003.safetensors";
    private const string Second = "model-00002-of-00003.safetensors";
    private const string Third = "model-00003-of-00003.safetensors";

    private readonly MicroModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Each_block_and_tensor_has_its_files()
    {
        _model
            .Run("blocks")
            .Output.Should()
            .MatchRegex($"(?m)^checkpoint +{_model.PathOf(MicroModel.IndexFile)}$")
            .And.MatchRegex(@"(?m)^size of its tensors +17\.28 KiB$")
            .And.MatchRegex($"(?m)^0 .* {First}, {Second}$")
            .And.MatchRegex($"(?m)^1 .* {Second}, {Third}$")
            .And.MatchRegex($"(?m)^lm_head.* {Third}$");
        _model
            .Run("blocks", "--block", "0")
            .Output.Should()
            .MatchRegex($"(?m)^files +{First}, {Second}$")
            .And.MatchRegex($"(?m)^model.layers.0.input_layernorm.* {First}$");
    }

    [Fact]
    public void A_stacked_tensor_has_the_files_of_all_that_go_into_it()
    {
        JsonElement tensors = _model
            .Run("blocks", "--block", "1", "--layout", "v5", "--json")
            .Json.GetProperty("blocks")[0]
            .GetProperty("tensors");

        tensors
            .EnumerateArray()
            .Single(tensor =>
                tensor.GetProperty("name").GetString()!.EndsWith("gate_up_proj", StringComparison.Ordinal)
            )
            .GetProperty("shard_files")
            .EnumerateArray()
            .Select(file => file.GetString())
            .Should()
            .Equal(Second, Third);
    }

    [Fact]
    public void A_block_that_the_checkpoint_does_not_hold_has_none()
    {
        _model
            .Run("blocks", "--set", "num_hidden_layers=3")
            .Output.Should()
            .MatchRegex(@"(?m)^2 .*model\.layers\.2\. +none$");
        _model
            .Run("blocks", "--set", "num_hidden_layers=3", "--block", "2", "--json")
            .Json.GetProperty("blocks")[0]
            .GetProperty("shard_files")
            .GetArrayLength()
            .Should()
            .Be(0);
    }

    [Fact]
    public void A_pickle_is_taken_to_hold_everything()
    {
        _model.BecomePickle();

        _model
            .Run("blocks")
            .Output.Should()
            .MatchRegex("(?m)^0 .* pytorch_model.bin$")
            .And.MatchRegex(@"(?m)^lm_head\.weight .* pytorch_model.bin$")
            .And.NotContain("none\n");
        _model
            .Run("blocks", "--block", "1", "--layout", "v5")
            .Output.Should()
            .MatchRegex(@"(?m)^model\.layers\.1\.mlp\.experts\.gate_up_proj .* pytorch_model.bin$");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"weight_map\": 3}")]
    [InlineData("{\"weight_map\": {\"lm_head.weight\": \"../secret\"}}")]
    [InlineData("{\"weight_map\": {\"lm_head.weight\": \"\\u001b[31m.safetensors\"}}")]
    public void A_damaged_index_is_one_line(string index)
    {
        File.WriteAllText(_model.PathOf(MicroModel.IndexFile), index);

        foreach (
            ToolRun run in (ToolRun[])
                [
                    _model.Run("blocks"),
                    _model.Run("blocks", "--json"),
                    _model.Run("blocks", "--block", "0"),
                    _model.Run("verify"),
                ]
        )
        {
            run.IsError(3).Should().BeTrue();
            run.Error.Should().Contain(MicroModel.IndexFile).And.NotContain("\u001b");
        }
    }
}
