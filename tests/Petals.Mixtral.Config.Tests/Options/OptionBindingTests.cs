namespace Petals.Mixtral.Config.Tests.Options;

[Collection(nameof(ProcessEnvironment))]
public sealed class OptionBindingTests
{
    private readonly DistributedMixtralOptions _options = TinyOptions.New();

    [Fact]
    public void The_options_of_the_model_itself_are_bound()
    {
        var options = new DistributedMixtralOptions();

        options.Bind(
            TinyOptions.Section(
                """
                {"ModelNameOrPath": "a/b", "Revision": "v2", "CacheDirectory": "cache", "Subfolder": "sub", "ConfigFileName": "my.json", "Token": "hf_secret",
                "Endpoint": "https://hub.example", "LocalFilesOnly": true, "ForceDownload": "True", "DownloadTimeout": 30, "DhtPrefix": "swarm"}
                """
            )
        );

        options
            .Should()
            .BeEquivalentTo(
                new DistributedMixtralOptions
                {
                    ModelNameOrPath = "a/b",
                    Revision = "v2",
                    CacheDirectory = "cache",
                    Subfolder = "sub",
                    ConfigFileName = "my.json",
                    Token = "hf_secret",
                    Endpoint = new Uri("https://hub.example"),
                    LocalFilesOnly = true,
                    ForceDownload = true,
                    DownloadTimeout = TimeSpan.FromSeconds(30),
                    DhtPrefix = "swarm",
                }
            );
    }

    [Fact]
    public void Null_and_a_missing_section_leave_the_options_of_the_model_itself_as_they_are()
    {
        _options.DhtPrefix = "mine";

        _options.Bind(
            TinyOptions.Section(
                """{"ModelNameOrPath": null, "Revision": null, "LocalFilesOnly": null, "DhtPrefix": null, "Client": null, "Model": {}}"""
            )
        );
        _options.Bind(new ConfigurationBuilder().Build().GetSection("Petals"));

        _options.Build().Should().Be(TinyOptions.New().Build() with { DhtPrefix = "mine" });
        Throws<ArgumentNullException>(() => _options.Bind(null!));
    }

    [Fact]
    public void The_command_line_and_environment_variables_are_sources_like_any_other()
    {
        (string Name, string Value)[] variables =
        [
            ("Petals__Client__MaxRetries", "2"),
            ("PETALS__CLIENT__INITIALPEERS__0", "a"),
            ("Petals__Client__BanTimeout", "00:00:20"),
        ];
        Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));

        try
        {
            _options.Bind(
                new ConfigurationBuilder()
                    .AddEnvironmentVariables()
                    .AddCommandLine(["--Petals:Client:MaxRetries=3", "--Petals:Client:InitialPeers:1", "b"])
                    .Build()
                    .GetSection("Petals")
            );
        }
        finally
        {
            Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable.Name, null));
        }

        DistributedMixtralConfig config = _options.Build();
        config.MaxRetries.Should().Be(3);
        config.InitialPeers.Should().Equal("a", "b");
        config.BanTimeout.Should().Be(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Customize_wins_over_the_configuration_which_wins_over_config_json()
    {
        DistributedMixtralOptions options = TinyOptions.Bound("""{"Client": {"MaxRetries": 3, "MaxPinged": 4}}""");
        options.Customize = config => config with { MaxPinged = config.MaxPinged + 1 };

        DistributedMixtralConfig config = options.Build();

        (config.MaxRetries, config.MaxPinged).Should().Be((3, 5));
        config
            .DescribeSettings()
            .Where(setting => setting.Key is "max_retries" or "max_pinged")
            .Should()
            .OnlyContain(setting => setting.Origin == SettingOrigin.Option);
    }

    [Fact]
    public void Several_functions_in_Customize_run_in_the_order_in_which_they_were_set()
    {
        _options.Customize = config => config with { MaxPinged = 5 };
        _options.Customize = config => config with { MaxPinged = 2 * config.MaxPinged };
        _options.Customize += config => config with { MaxPinged = config.MaxPinged + 1 };
        _options.Build().MaxPinged.Should().Be(11);

        _options.Customize = null;
        _options.Build().MaxPinged.Should().Be(TinyOptions.New().Build().MaxPinged);
    }

    [Fact]
    public void A_function_in_Customize_that_returns_null_is_an_error()
    {
        _options.Customize = _ => null!;

        Throws<InvalidOperationException>(() => _options.Build(), "Customize returned null.");
    }

    [Fact]
    public void An_option_of_loading_that_must_not_be_null_refuses_it()
    {
        Throws<ArgumentNullException>(() => new DistributedMixtralOptions { Revision = null! });
        Throws<ArgumentNullException>(() => new DistributedMixtralOptions { ConfigFileName = null! });
        Throws<ArgumentNullException>(() => new DistributedMixtralOptions { Environment = null! });
    }
}
