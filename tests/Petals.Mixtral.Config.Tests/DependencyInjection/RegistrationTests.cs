namespace Petals.Mixtral.Config.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    [Fact]
    public void A_model_is_injected_in_each_of_the_four_forms()
    {
        using ServiceProvider provider = Container.Build(services =>
            services.AddTiny(configure: options => options.Customize = config => config with { MaxRetries = 3 })
        );
        using IServiceScope scope = provider.CreateScope();

        DistributedMixtralConfig config = provider.Config();
        config.MaxRetries.Should().Be(3);
        config.DhtPrefix.Should().Be(TinyOptions.Repo);
        provider.ConfigOptions().Value.Should().BeSameAs(config);
        provider.ConfigMonitor().CurrentValue.Should().BeSameAs(config);
        provider.ConfigMonitor().Get(null).Should().BeSameAs(config);
        scope.ServiceProvider.ConfigSnapshot().Value.Should().BeSameAs(config);
        scope.ServiceProvider.ConfigSnapshot().Get(null).Should().BeSameAs(config);
    }

    [Fact]
    public void A_keyed_model_is_not_registered_without_a_key()
    {
        using ServiceProvider provider = Container.Build(services => services.AddTiny("small"));

        provider.GetService<DistributedMixtralConfig>().Should().BeNull();
        provider.GetKeyedService<DistributedMixtralConfig>("small").Should().NotBeNull();
    }

    [Fact]
    public void AddDistributedMixtralConfig_needs_only_the_name_of_the_model()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);
        using ServiceProvider provider = Container.Build(services =>
            services.AddDistributedMixtralConfig(directory.Path)
        );

        provider.Config().HiddenSize.Should().Be(64);
    }

    [Fact]
    public void Code_changes_the_settings_of_a_section()
    {
        using ServiceProvider provider = Container.Build(services =>
            services.AddDistributedMixtralConfig(
                TinyOptions.Texts(
                    ("ModelNameOrPath", TinyOptions.Repo),
                    ("Client:MaxRetries", "3"),
                    ("Client:MaxPinged", "4")
                ),
                options =>
                {
                    TinyOptions.Isolate(options);
                    options.Customize = config => config with { MaxRetries = config.MaxRetries + 1 };
                }
            )
        );

        provider.Config().MaxRetries.Should().Be(4);
        provider.Config().MaxPinged.Should().Be(4);
    }

    [Fact]
    public void Several_models_have_names_and_are_keyed_services()
    {
        using ServiceProvider provider = Container.Build(services =>
            services
                .AddTiny("small")
                .AddKeyedDistributedMixtralConfig(
                    "large",
                    TinyOptions.Texts(("ModelNameOrPath", "mistralai/Mixtral-8x22B-v0.1")),
                    TinyOptions.Isolate
                )
        );
        using IServiceScope scope = provider.CreateScope();

        provider.ConfigMonitor().Get("small").HiddenSize.Should().Be(64);
        provider.ConfigMonitor().Get("large").HiddenSize.Should().Be(6144);
        provider
            .GetRequiredKeyedService<DistributedMixtralConfig>("small")
            .Should()
            .BeSameAs(provider.ConfigMonitor().Get("small"));
        provider
            .GetRequiredKeyedService<DistributedMixtralConfig>("large")
            .Should()
            .BeSameAs(scope.ServiceProvider.ConfigSnapshot().Get("large"));
        provider.GetKeyedService<DistributedMixtralConfig>("other").Should().BeNull();
    }

    [Fact]
    public void Names_that_differ_in_case_are_different()
    {
        using ServiceProvider provider = Container.Build(services =>
            services
                .AddTiny("a")
                .AddKeyedDistributedMixtralConfig("A", "mistralai/Mixtral-8x22B-v0.1", TinyOptions.Isolate)
        );

        provider.ConfigMonitor().Get("a").HiddenSize.Should().Be(64);
        provider.ConfigMonitor().Get("A").HiddenSize.Should().Be(6144);
    }

    [Fact]
    public void A_config_without_a_name_is_separate_from_named_ones()
    {
        using ServiceProvider provider = Container.Build(services =>
            services.AddTiny("named").AddDistributedMixtralConfig("mistralai/Mixtral-8x22B-v0.1", TinyOptions.Isolate)
        );

        provider.Config().HiddenSize.Should().Be(6144);
        provider.ConfigMonitor().Get("named").HiddenSize.Should().Be(64);
    }

    [Fact]
    public void Two_registrations_of_one_name_are_one_config_in_which_the_later_wins()
    {
        var log = new RecordingLoggerFactory();
        using ServiceProvider provider = Container.Build(
            services =>
                services
                    .AddKeyedDistributedMixtralConfig(
                        "x",
                        TinyOptions.Texts(
                            ("ModelNameOrPath", "not/there"),
                            ("Client:MaxRetries", "1"),
                            ("Client:MaxPinged", "7")
                        )
                    )
                    .AddTiny("x", options => options.Customize = config => config with { MaxRetries = 2 }),
            log
        );

        DistributedMixtralConfig config = provider.GetRequiredKeyedService<DistributedMixtralConfig>("x");
        config.Should().BeSameAs(provider.ConfigMonitor().Get("x"));
        config.MaxRetries.Should().Be(2);
        config.MaxPinged.Should().Be(7);
        log.Loads().Should().Be(1);
    }

    [Fact]
    public void The_options_that_a_config_is_built_from_can_be_configured_as_any_others()
    {
        using ServiceProvider provider = Container.Build(services =>
        {
            services.AddDistributedMixtralConfig(TinyOptions.Repo);
            services.ConfigureAll<DistributedMixtralOptions>(TinyOptions.Isolate);
            services.PostConfigure<DistributedMixtralOptions>(options => options.DhtPrefix = "post");
        });

        provider.Config().DhtPrefix.Should().Be("post");
    }

    [Fact]
    public void A_name_that_is_not_registered_has_no_model()
    {
        using ServiceProvider provider = Container.Build(services => services.AddTiny("a"));

        Throws<PretrainedConfigException>(
            () => provider.ConfigMonitor().Get("b"),
            "The config 'b' has no model: register one, or set ModelNameOrPath."
        );
        Throws<PretrainedConfigException>(() => provider.ConfigOptions().Value, "No model is set: register one*");
    }

    [Fact]
    public void A_section_without_a_model_is_named_by_its_path()
    {
        using ServiceProvider provider = Container.Build(services =>
            services.AddDistributedMixtralConfig(TinyOptions.Texts(("Client:MaxRetries", "4")), TinyOptions.Isolate)
        );

        Throws<PretrainedConfigException>(
            () => provider.Config(),
            "No model is set: the section 'Petals' of the configuration does not set ModelNameOrPath. Add "
                + "Petals:ModelNameOrPath, or pass the model to AddDistributedMixtralConfig(model, section)."
        );
    }

    [Fact]
    public void AddDistributedMixtralConfig_loads_the_given_model_and_the_section_changes_it()
    {
        using ServiceProvider provider = Container.Build(services =>
            services.AddDistributedMixtralConfig(
                TinyOptions.Repo,
                TinyOptions.Texts(("Client:MaxRetries", "4")),
                TinyOptions.Isolate
            )
        );

        provider.Config().MaxRetries.Should().Be(4);
        provider.Config().DhtPrefix.Should().Be(TinyOptions.Repo);
    }

    [Fact]
    public void A_section_that_does_not_exist_is_named_by_its_path_and_the_content_root()
    {
        IConfigurationRoot root = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("contentRoot", (string?)"/srv/app")])
            .Build();
        using ServiceProvider provider = Container.Build(services =>
            services
                .AddSingleton<IConfiguration>(root)
                .AddDistributedMixtralConfig(root.GetSection("Models:Petals"), TinyOptions.Isolate)
        );

        Throws<PretrainedConfigException>(
            () => provider.Config(),
            "No model is set: the section 'Models:Petals' of the configuration does not exist, or is empty. The "
                + "content root is '/srv/app'. Add Models:Petals:ModelNameOrPath, or pass the model to *"
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Configuring_the_immutable_record_is_refused_with_a_hint_at_Customize(bool isPost)
    {
        using ServiceProvider provider = Container.Build(services =>
        {
            services.AddTiny();
            _ = isPost
                ? services.PostConfigure<DistributedMixtralConfig>(_ => { })
                : services.Configure<DistributedMixtralConfig>(_ => { });
        });

        Throws<InvalidOperationException>(
            () => provider.ConfigOptions().Value,
            "*is immutable*DistributedMixtralOptions.Customize*"
        );
    }

    [Fact]
    public void The_config_can_be_injected_as_each_of_its_interfaces()
    {
        using ServiceProvider provider = Container.Build(services => services.AddTiny().AddTiny("other"));

        DistributedMixtralConfig config = provider.Config();
        provider.GetRequiredService<IPretrainedConfig>().Should().BeSameAs(config);
        provider.GetRequiredService<IMixtralConfig>().Should().BeSameAs(config);
        provider.GetRequiredService<IClientConfig>().Should().BeSameAs(config);
        provider.GetRequiredService<IPTuneConfig>().Should().BeSameAs(config);
        provider.GetRequiredService<ILMHeadConfig>().Should().BeSameAs(config);
        provider.GetRequiredService<IDistributedConfig>().Should().BeSameAs(config);
        provider
            .GetRequiredKeyedService<IMixtralConfig>("other")
            .Should()
            .BeSameAs(provider.ConfigMonitor().Get("other"));
    }

    [Fact]
    public void AddDistributedMixtralConfig_does_not_change_other_options()
    {
        using ServiceProvider provider = Container.Build(services =>
            services.AddTiny().Configure<LoggerFilterOptions>(others => others.MinLevel = LogLevel.Error)
        );

        provider.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.MinLevel.Should().Be(LogLevel.Error);
        provider
            .GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>()
            .CurrentValue.MinLevel.Should()
            .Be(LogLevel.Error);
    }

    [Fact]
    public void Wrong_arguments_of_a_registration_are_refused()
    {
        var services = new ServiceCollection();

        Throws<ArgumentException>(() => services.AddDistributedMixtralConfig(" "));
        Throws<ArgumentException>(() => services.AddKeyedDistributedMixtralConfig("a", " "));
        Throws<ArgumentNullException>(() => services.AddDistributedMixtralConfig((IConfigurationSection)null!));
        Throws<ArgumentNullException>(() => services.AddKeyedDistributedMixtralConfig(null!, TinyOptions.Repo));
        Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddDistributedMixtralConfig(TinyOptions.Repo));
        services.Should().BeEmpty();
    }
}
