namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>Files that load as Mixtral-8x7B because none of their keys is known.</summary>
public sealed class ForeignFileTests : CacheTest
{
    [Theory]
    [InlineData("{}", "an empty object")]
    [InlineData("""{"weight_map": {}}""", "the index of a checkpoint")]
    [InlineData("""{"n_layers": 2, "vocab_size": 5}""", "params.json of Mistral's own format")]
    [InlineData(
        """{"model_type": "mixtral", "thinker": {"hidden_size": 2}}""",
        "a config whose sizes are inside thinker"
    )]
    public void Loading_logs_one_warning_that_names_what_the_file_looks_like(string json, string description)
    {
        (DistributedMixtralConfig config, string[] warnings) = LoadText(json);

        config.NumHiddenLayers.Should().Be(32);
        config.Validate().Should().BeEmpty();
        warnings
            .Should()
            .Equal(
                $"'{Folder.Combine(FileName)}' is not the config of a Mixtral model: it looks like {description}. "
                    + "The sizes of Mixtral-8x7B are used. Give the config.json of the model, or its directory."
            );
    }

    [Theory]
    [InlineData("""{"model_type": "mixtral"}""")]
    [InlineData("""{"architectures": ["MixtralForCausalLM"]}""")]
    [InlineData("""{"rope_theta": 5, "error": 1}""")]
    [InlineData("""{"use_cache": false}""")]
    [InlineData("""{"num_experts": 8}""")]
    [InlineData("""{"hidden_size": 64, "n_layers": 2, "text_config": {"hidden_size": 2}}""")]
    public void Loading_logs_no_warning_when_the_file_names_Mixtral_or_has_a_key_of_the_architecture(string json) =>
        LoadText(json).Warnings.Should().BeEmpty();

    [Fact]
    public void A_configuration_that_sets_keys_of_the_model_needs_none_in_the_file()
    {
        using var log = new RecordingLoggerFactory();
        var options = new DistributedMixtralOptions { ModelNameOrPath = Folder.Write(FileName, "{}") };
        options.Bind(TinyOptions.Texts(("Model:NumHiddenLayers", "2")));

        options.Build(log).NumHiddenLayers.Should().Be(2);

        log.Entries.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    [Theory]
    [InlineData("validate", 0)]
    [InlineData("plan", 0)]
    [InlineData("blocks", 0)]
    [InlineData("verify", 3)]
    public void The_option_any_config_accepts_the_file_with_a_warning(string command, int exit)
    {
        string file = Folder.Write(FileName, "{}");
        string[] memory = command == "plan" ? ["--memory", "24GiB"] : [];

        ToolRun run = ToolRun.Of([command, file, "--any-config", .. memory]);

        run.Exit.Should().Be(exit);
        run.Error.Should().StartWith($"mixtral-config: warning: '{file}' is not the config of a Mixtral model: ");
    }

    [Theory]
    [InlineData("show_route=false", "show_route", "inference")]
    [InlineData("use_chunked_forward=True", "use_chunked_forward", "auto")]
    public void An_update_from_a_string_names_the_call_that_sets_a_Boolean(string update, string key, string value) =>
        FluentActions
            .Invoking(() => new DistributedMixtralConfig().UpdateFromString(update))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage(
                $"{key} is \"{value}\", which an update from a string cannot change to another type. Use "
                    + $"Update(\"{key}\", …)."
            );

    private (DistributedMixtralConfig Config, string[] Warnings) LoadText(string json)
    {
        using var log = new RecordingLoggerFactory();
        DistributedMixtralConfig config = Load(new() { LoggerFactory = log }, Folder.Write(FileName, json));
        return (
            config,
            [.. log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message)]
        );
    }
}
