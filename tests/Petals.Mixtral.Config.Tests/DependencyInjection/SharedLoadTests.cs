namespace Petals.Mixtral.Config.Tests.DependencyInjection;

public sealed class SharedLoadTests
{
    [Fact]
    public void Building_the_container_and_taking_the_services_loads_nothing()
    {
        int configured = 0;
        using ServiceProvider provider = Container.Build(services =>
            services.AddDistributedMixtralConfig("not/there", _ => configured++)
        );
        using IServiceScope scope = provider.CreateScope();

        provider.ConfigOptions().Should().NotBeNull();
        provider.ConfigMonitor().OnChange(_ => { });
        scope.ServiceProvider.ConfigSnapshot().Should().NotBeNull();

        configured.Should().Be(0);
    }

    [Fact]
    public async Task Many_threads_load_a_model_once()
    {
        const int Threads = 32;
        int configured = 0;
        var log = new RecordingLoggerFactory();
        using ServiceProvider provider = Container.Build(
            services =>
                services
                    .AddKeyedDistributedMixtralConfig(
                        "x",
                        TinyOptions.Repo,
                        options =>
                        {
                            Interlocked.Increment(ref configured);
                            TinyOptions.Isolate(options);
                        }
                    )
                    .AddDistributedMixtralConfig(
                        TinyOptions.Repo,
                        options =>
                        {
                            Interlocked.Increment(ref configured);
                            TinyOptions.Isolate(options);
                        }
                    ),
            log
        );
        var configs = new DistributedMixtralConfig[Threads];
        using var start = new Barrier(Threads);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(Start));

        configs.Where((_, i) => i % 6 < 4).Should().AllSatisfy(config => config.Should().BeSameAs(provider.Config()));
        configs
            .Where((_, i) => i % 6 >= 4)
            .Should()
            .AllSatisfy(config => config.Should().BeSameAs(provider.ConfigMonitor().Get("x")));
        configured.Should().Be(2);
        log.Loads().Should().Be(2);

        Task Start(int i) =>
            Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    configs[i] = Ask(provider, i);
                },
                Cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
    }

    [Fact]
    public void A_failed_load_is_repeated_at_the_next_use()
    {
        using var directory = new TempDirectory();
        using ServiceProvider provider = Container.Build(services =>
            services.AddDistributedMixtralConfig(directory.Path).AddKeyedDistributedMixtralConfig("x", directory.Path)
        );

        Throws<ConfigNotFoundException>(provider.Config);
        Throws<ConfigNotFoundException>(() => provider.ConfigOptions().Value);
        Throws<ConfigNotFoundException>(() => provider.ConfigMonitor().CurrentValue);
        Throws<ConfigNotFoundException>(() => provider.GetRequiredKeyedService<DistributedMixtralConfig>("x"));
        using IServiceScope scope = provider.CreateScope();
        Throws<ConfigNotFoundException>(() => scope.ServiceProvider.ConfigSnapshot().Value);
        directory.Write("config.json", TinyConfig.Json);

        provider.Config().HiddenSize.Should().Be(64);
        provider.ConfigOptions().Value.Should().BeSameAs(provider.Config());
        scope.ServiceProvider.ConfigSnapshot().Value.Should().BeSameAs(provider.Config());
        provider.GetRequiredKeyedService<DistributedMixtralConfig>("x").HiddenSize.Should().Be(64);
    }

    [Fact]
    public void The_options_of_a_config_may_use_another_config()
    {
        using ServiceProvider provider = Container.Build(services =>
        {
            services.AddTiny("first").AddTiny("second");
            services
                .AddOptions<DistributedMixtralOptions>("second")
                .Configure<IOptionsMonitor<DistributedMixtralConfig>>(
                    (options, monitor) => options.DhtPrefix = $"{monitor.Get("first").HiddenSize}"
                );
        });

        provider.ConfigMonitor().Get("second").DhtPrefix.Should().Be("64");
    }

    [Fact]
    public void The_options_of_a_config_cannot_use_the_config_itself()
    {
        using ServiceProvider provider = Container.Build(services =>
        {
            services.AddTiny();
            services
                .AddOptions<DistributedMixtralOptions>()
                .Configure<IOptionsMonitor<DistributedMixtralConfig>>(
                    (options, monitor) => options.DhtPrefix = monitor.CurrentValue.DhtPrefix
                );
        });

        Throws<InvalidOperationException>(() => provider.ConfigMonitor().CurrentValue, "*while it is being loaded*");
    }

    private static DistributedMixtralConfig Ask(ServiceProvider provider, int form)
    {
        using IServiceScope scope = provider.CreateScope();
        return (form % 6) switch
        {
            0 => provider.Config(),
            1 => provider.ConfigOptions().Value,
            2 => provider.ConfigMonitor().CurrentValue,
            3 => scope.ServiceProvider.ConfigSnapshot().Value,
            4 => provider.GetRequiredKeyedService<DistributedMixtralConfig>("x"),
            _ => scope.ServiceProvider.ConfigSnapshot().Get("x"),
        };
    }
}
