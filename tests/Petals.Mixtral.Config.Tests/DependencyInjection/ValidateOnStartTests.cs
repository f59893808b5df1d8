using Microsoft.Extensions.Hosting;

namespace Petals.Mixtral.Config.Tests.DependencyInjection;

public sealed class ValidateOnStartTests
{
    [Fact]
    public async Task A_host_loads_each_model_once_when_it_starts()
    {
        using var log = new RecordingLoggerFactory();
        using IHost host = Host(services => services.AddTiny().AddTiny("named"), log);
        log.Loads().Should().Be(0);

        await host.StartAsync(Cancellation);

        log.Loads().Should().Be(2);
        host.Services.Config().HiddenSize.Should().Be(64);
        host.Services.GetRequiredKeyedService<DistributedMixtralConfig>("named").HiddenSize.Should().Be(64);
        log.Loads().Should().Be(2);
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_host_with_a_config_that_breaks_rules_does_not_start_and_lists_each()
    {
        using IHost host = Host(services =>
            services.AddTiny(configure: options =>
                options.Customize = config =>
                    config with
                    {
                        MaxRetries = -1,
                        InitialPeers = [],
                        BanTimeout = TimeSpan.FromSeconds(-3),
                    }
            )
        );

        OptionsValidationException exception = await ThrowsAsync<OptionsValidationException>(() =>
            host.StartAsync(Cancellation)
        );

        exception.OptionsType.Should().Be<DistributedMixtralConfig>();
        exception.OptionsName.Should().BeEmpty();
        exception
            .Failures.Should()
            .HaveCount(3)
            .And.Contain(failure => failure.StartsWith("initial_peers is []: it must name at least one peer."))
            .And.Contain(failure => failure.StartsWith("max_retries is -1: "))
            .And.Contain(failure => failure.StartsWith("ban_timeout is -3: "));
        Throws<OptionsValidationException>(host.Services.Config);
    }

    [Fact]
    public async Task A_host_reports_the_failures_of_several_configs()
    {
        using IHost host = Host(services =>
            services
                .AddKeyedDistributedMixtralConfig(
                    "a",
                    TinyOptions.Texts(("ModelNameOrPath", TinyOptions.Repo), ("Client:MaxRetries", "-1")),
                    TinyOptions.Isolate
                )
                .AddKeyedDistributedMixtralConfig(
                    "b",
                    TinyOptions.Texts(("ModelNameOrPath", TinyOptions.Repo), ("Client:MaxPinged", "-1")),
                    TinyOptions.Isolate
                )
        );

        AggregateException exception = await ThrowsAsync<AggregateException>(() => host.StartAsync(Cancellation));

        exception
            .InnerExceptions.OfType<OptionsValidationException>()
            .Select(failed => failed.OptionsName)
            .Should()
            .BeEquivalentTo("a", "b");
    }

    [Theory]
    [InlineData("Client:max_retries", "3", typeof(UnknownSettingException))]
    [InlineData("Client:MaxRetries", "x", typeof(ConfigFormatException))]
    [InlineData("ModelNameOrPath", "./not-there", typeof(ConfigNotFoundException))]
    public async Task A_host_does_not_start_with_a_config_that_cannot_be_loaded(
        string key,
        string value,
        Type exception
    )
    {
        IConfigurationSection section = new ChangingConfiguration(
            ("ModelNameOrPath", TinyOptions.Repo),
            (key, value)
        ).Section;
        using IHost host = Host(services => services.AddDistributedMixtralConfig(section, TinyOptions.Isolate));

        (await ThrowsAsync<PretrainedConfigException>(() => host.StartAsync(Cancellation)))
            .Should()
            .BeOfType(exception);
    }

    [Fact]
    public async Task A_host_does_not_start_when_a_config_breaks_a_rule_of_the_program()
    {
        using IHost host = Host(services =>
        {
            services.AddTiny("a");
            services.AddTiny("b");
            services
                .AddOptions<DistributedMixtralConfig>("a")
                .Validate(config => config.HiddenSize > 64, "too small")
                .Validate(_ => true, "never");
        });

        OptionsValidationException exception = await ThrowsAsync<OptionsValidationException>(() =>
            host.StartAsync(Cancellation)
        );

        exception.OptionsName.Should().Be("a");
        exception.Failures.Should().Equal("too small");
        host.Services.ConfigMonitor().Get("b").HiddenSize.Should().Be(64);
    }

    [Fact]
    public void A_rule_of_the_program_is_checked_without_a_host_and_after_a_change()
    {
        var configuration = new ChangingConfiguration(
            ("ModelNameOrPath", TinyOptions.Repo),
            ("Client:MaxRetries", "-1")
        );
        using ServiceProvider provider = Container.Build(services =>
        {
            services.AddDistributedMixtralConfig(configuration.Section, TinyOptions.Isolate);
            services.AddOptions<DistributedMixtralConfig>().Validate(config => config.MaxPinged < 10, "too many");
        });
        Throws<OptionsValidationException>(provider.Config).Failures.Should().ContainSingle();

        configuration.Change("Client:MaxRetries", "1");
        provider.ConfigMonitor().CurrentValue.MaxPinged.Should().Be(3);
        configuration.Change("Client:MaxPinged", "10");

        provider.ConfigMonitor().CurrentValue.MaxPinged.Should().Be(3);
    }

    [Fact]
    public async Task The_section_of_a_host_can_change()
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings()
        );
        builder.Configuration.AddInMemoryCollection([
            new("Petals:ModelNameOrPath", TinyOptions.Repo),
            new("Petals:Client:MaxRetries", "1"),
        ]);
        builder.Services.AddDistributedMixtralConfig(builder.Configuration.GetSection("Petals"), TinyOptions.Isolate);
        using IHost host = builder.Build();
        await host.StartAsync(Cancellation);
        host.Services.Config().MaxRetries.Should().Be(1);

        builder.Configuration["Petals:Client:MaxRetries"] = "2";
        host.Services.ConfigMonitor().CurrentValue.MaxRetries.Should().Be(1);
        ((IConfigurationRoot)builder.Configuration).Reload();

        host.Services.ConfigMonitor().CurrentValue.MaxRetries.Should().Be(2);
        host.Services.Config().MaxRetries.Should().Be(1);
        await host.StopAsync(Cancellation);
    }

    private static IHost Host(Action<IServiceCollection> register, RecordingLoggerFactory? log = null)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings()
        );
        if (log is not null)
        {
            builder.Services.AddSingleton<ILoggerFactory>(log);
        }

        register(builder.Services);
        return builder.Build();
    }
}
