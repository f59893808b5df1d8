namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>Files that load as Mixtral-8x7B because none of their keys is known.</summary>
public sealed class ForeignFileTests : CacheTest
{
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
        Throws<ConfigFormatException>(
            () => new DistributedMixtralConfig().UpdateFromString(update),
            $"{key} is \"{value}\", which an update from a string cannot change to another type. Use "
                + $"Update(\"{key}\", …)."
        );
}
