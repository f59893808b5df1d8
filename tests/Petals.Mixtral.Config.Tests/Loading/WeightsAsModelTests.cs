namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>A file of weights that is given as the model.</summary>
public sealed class WeightsAsModelTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("m.gguf")]
    [InlineData("m.Q4_K_M.GGUF")]
    [InlineData("model.safetensors")]
    [InlineData("pytorch_model-00001-of-00002.bin")]
    [InlineData("MODEL.BIN")]
    public void FromPretrained_recognizes_a_file_of_weights_and_names_what_to_give_instead(string name)
    {
        string file = _directory.Write(name, "GGUF");

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(file))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage(
                $"{file}, $: expected a JSON object, found weights; give the directory that holds the config.json of the "
                    + "model."
            )
            .Which.File.Should()
            .Be(file);
    }

    [Theory]
    [InlineData("m.gguf")]
    [InlineData("m.safetensors")]
    [InlineData("m.bin")]
    public void FromPretrained_loads_a_directory_whose_name_ends_like_a_file_of_weights(string name)
    {
        _directory.Write($"{name}/config.json", TinyConfig.Json);

        DistributedMixtralConfig.FromPretrained(_directory.Combine(name)).HiddenSize.Should().Be(64);
    }

    [Fact]
    public void The_tool_and_Explain_give_the_same_answer_for_a_file_of_weights()
    {
        string file = _directory.Write("m.gguf", "GGUF");

        ToolRun run = ToolRun.Of("show", file);

        run.Exit.Should().Be(3);
        run.Error.Trim().Should().Be($"mixtral-config: {ModelResolution.Explain(file).Outcome}");
    }
}
