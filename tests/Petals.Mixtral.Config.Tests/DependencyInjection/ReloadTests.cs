using Petals.Mixtral.Config.DependencyInjection;

namespace Petals.Mixtral.Config.Tests.DependencyInjection;

public sealed class ReloadTests : FolderTest
{
    private readonly RecordingLoggerFactory _log = new();
    private readonly ChangingConfiguration _configuration = new(
        ("ModelNameOrPath", TinyOptions.Repo),
        ("Client:MaxRetries", "1")
    );
    private readonly ServiceProvider _provider;
    private readonly IOptionsMonitor<DistributedMixtralConfig> _monitor;

    public ReloadTests()
    {
        _provider = Container.Of(_configuration, _log);
        _monitor = _provider.ConfigMonitor();
    }

    protected override void Dispose(bool disposing)
    {
        _provider.Dispose();
        _log.Dispose();
        base.Dispose(disposing);
    }

    [Fact]
    public void A_change_reaches_only_the_monitor_and_new_scopes()
    {
        using IServiceScope before = _provider.CreateScope();
        DistributedMixtralConfig first = before.ServiceProvider.ConfigSnapshot().Value;

        _configuration.Change("Client:MaxRetries", "2");
        using IServiceScope after = _provider.CreateScope();

        _monitor.CurrentValue.MaxRetries.Should().Be(2);
        after.ServiceProvider.ConfigSnapshot().Value.Should().BeSameAs(_monitor.CurrentValue);
        before.ServiceProvider.ConfigSnapshot().Value.Should().BeSameAs(first);
        _provider.ConfigOptions().Value.Should().BeSameAs(first);
        _provider.Config().Should().BeSameAs(first);
        _log.Entries.Should()
            .ContainSingle(entry =>
                entry.Level == LogLevel.Information
                && entry.Message == "The configuration has changed; the config (default) was reloaded"
            );
    }

    [Fact]
    public void A_removed_key_is_replaced_by_the_value_of_config_json()
    {
        _monitor.CurrentValue.MaxRetries.Should().Be(1);

        _configuration.Remove("Client:MaxRetries");

        _monitor.CurrentValue.MaxRetries.Should().BeNull();
    }

    [Theory]
    [InlineData("Client:MaxRetries", "many", "the configuration, Petals:Client:MaxRetries: expected an integer")]
    [InlineData("Client:MaxRetries", "-1", "max_retries is -1")]
    [InlineData("Client:max_retries", "2", "did you mean 'Petals:Client:MaxRetries'?")]
    [InlineData("ModelNameOrPath", "acme/not-there", "acme/not-there")]
    [InlineData("ModelNameOrPath", "", "No model is set")]
    public void A_broken_change_keeps_the_last_good_config_and_logs_the_reason(string key, string value, string reason)
    {
        DistributedMixtralConfig good = _monitor.CurrentValue;
        int heard = 0;
        _monitor.OnChange(_ => heard++);

        _configuration.Change(key, value);

        _monitor.CurrentValue.Should().BeSameAs(good);
        heard.Should().Be(0);
        _log.Entries.Should()
            .ContainSingle(entry => entry.Level == LogLevel.Error)
            .Which.Message.Should()
            .StartWith("The configuration has changed, but the config (default) is kept: ")
            .And.Contain(reason);
    }

    [Fact]
    public void GetLastFailure_returns_the_failed_reload_until_one_succeeds()
    {
        ConfigReloads reloads = _provider.GetRequiredService<ConfigReloads>();
        _ = _monitor.CurrentValue;
        reloads.GetLastFailure().Should().BeNull();

        _configuration.Change("Client:MaxRetries", "many");

        FailedReload failure = reloads.GetLastFailure()!;
        failure.Error.Should().BeOfType<ConfigFormatException>();
        failure.Time.Should().BeAfter(DateTimeOffset.UnixEpoch);
        reloads.GetLastFailure("another").Should().BeNull();

        _configuration.Change("Client:MaxRetries", "3");
        reloads.GetLastFailure().Should().BeNull();
    }

    [Fact]
    public void A_change_after_a_broken_one_is_used()
    {
        _ = _monitor.CurrentValue;

        _configuration.Change("Client:MaxRetries", "many");
        _configuration.Change("Client:MaxRetries", "3");

        _monitor.CurrentValue.MaxRetries.Should().Be(3);
    }

    [Fact]
    public void A_message_about_a_change_contains_no_token()
    {
        _ = _monitor.CurrentValue;

        _configuration.Change("Token", "hf_secret");
        _configuration.Change("Endpoint", "https://me:hf_secret@[hub");
        _configuration.Change("Client:MaxRetries", "many");

        _log.Entries.Should()
            .Contain(entry => entry.Level == LogLevel.Error)
            .And.NotContain(entry => entry.Message.Contains("hf_secret"));
    }

    [Fact]
    public void A_change_in_another_section_notifies_no_listener()
    {
        DistributedMixtralConfig good = _monitor.CurrentValue;
        int heard = 0;
        _monitor.OnChange(_ => heard++);

        _configuration.ChangeNothing();

        heard.Should().Be(0);
        _monitor.CurrentValue.Should().BeSameAs(good);
    }

    [Fact]
    public void The_same_content_at_another_place_is_a_change()
    {
        string[] models =
        [
            Path.GetDirectoryName(Folder.Write("a/config.json", TinyConfig.Json))!,
            Path.GetDirectoryName(Folder.Write("b/config.json", TinyConfig.Json))!,
        ];
        _configuration.Change("ModelNameOrPath", models[0]);
        _ = _monitor.CurrentValue;

        _configuration.Change("ModelNameOrPath", models[1]);

        _monitor.CurrentValue.LoadedFrom.Should().Be(Path.Combine(models[1], "config.json"));
    }

    [Fact]
    public void A_change_before_the_first_use_loads_nothing()
    {
        _configuration.Change("Client:MaxRetries", "2");

        _log.Loads().Should().Be(0);
        _monitor.CurrentValue.MaxRetries.Should().Be(2);
        _provider.ConfigOptions().Value.MaxRetries.Should().Be(2);
        _log.Loads().Should().Be(1);
    }

    [Fact]
    public void Only_the_configs_of_the_changed_configuration_are_reloaded()
    {
        using ServiceProvider provider = Container.Build(
            services =>
                services
                    .AddTiny("fixed")
                    .AddKeyedDistributedMixtralConfig("bound", _configuration.Section, TinyOptions.Isolate),
            _log
        );
        DistributedMixtralConfig unchanged = provider.ConfigMonitor().Get("fixed");
        DistributedMixtralConfig first = provider.GetRequiredKeyedService<DistributedMixtralConfig>("bound");
        var heard = new List<string?>();
        provider.ConfigMonitor().OnChange((_, name) => heard.Add(name));

        _configuration.Change("Client:MaxRetries", "2");

        provider.ConfigMonitor().Get("fixed").Should().BeSameAs(unchanged);
        provider.ConfigMonitor().Get("bound").MaxRetries.Should().Be(2);
        provider.GetRequiredKeyedService<DistributedMixtralConfig>("bound").Should().BeSameAs(first);
        heard.Should().Equal("bound");
        _log.Loads().Should().Be(3);
        _log.Entries.Should()
            .Contain(entry => entry.Message == "The configuration has changed; the config bound was reloaded");
    }

    [Fact]
    public void A_listener_is_notified_of_each_change_until_its_subscription_ends()
    {
        _ = _monitor.CurrentValue;
        var heard = new List<(int? Retries, string? Name)>();
        var others = new List<int?>();
        IDisposable subscription = _monitor.OnChange((config, name) => heard.Add((config.MaxRetries, name)))!;
        _monitor.OnChange(config => others.Add(config.MaxRetries));

        _configuration.Change("Client:MaxRetries", "2");
        _configuration.Change("Client:MaxRetries", "3");
        subscription.Dispose();
        subscription.Dispose();
        _configuration.Change("Client:MaxRetries", "4");

        heard.Should().Equal((2, ""), (3, ""));
        others.Should().Equal(2, 3, 4);
    }

    [Fact]
    public void A_listener_that_throws_is_logged_and_does_not_stop_the_others()
    {
        _ = _monitor.CurrentValue;
        int heard = 0;
        _monitor.OnChange(_ => throw new InvalidOperationException("no"));
        _monitor.OnChange(_ => heard++);

        _configuration.Change("Client:MaxRetries", "2");
        _configuration.Change("Client:MaxRetries", "3");

        heard.Should().Be(2);
        _log.Entries.Where(entry => entry.Level == LogLevel.Error)
            .Select(entry => entry.Message)
            .Should()
            .Equal(Enumerable.Repeat("A listener for changes of the config (default) threw an exception", 2));
    }

    [Fact]
    public void A_listener_that_is_null_is_refused() =>
        Throws<ArgumentNullException>(() => _monitor.OnChange((Action<DistributedMixtralConfig, string?>)null!));

    [Fact]
    public void Two_subscriptions_of_one_listener_end_one_by_one()
    {
        _ = _monitor.CurrentValue;
        int heard = 0;
        Action<DistributedMixtralConfig, string?> listener = (_, _) => heard++;
        IDisposable first = _monitor.OnChange(listener)!;
        _monitor.OnChange(listener);

        first.Dispose();
        first.Dispose();
        _configuration.Change("Client:MaxRetries", "2");

        heard.Should().Be(1);
    }

    [Fact]
    public void A_change_loads_nothing_after_the_container_is_disposed()
    {
        DistributedMixtralConfig last = _monitor.CurrentValue;
        int heard = 0;
        _monitor.OnChange(_ => heard++);

        _provider.Dispose();
        _configuration.Change("Client:MaxRetries", "2");

        _monitor.CurrentValue.Should().BeSameAs(last);
        heard.Should().Be(0);
        _log.Loads().Should().Be(1);
    }

    [Fact]
    public void A_config_that_failed_at_first_is_loaded_after_the_configuration_is_corrected()
    {
        _configuration.Change("Client:MaxRetries", "many");
        Throws<ConfigFormatException>(() => _monitor.CurrentValue);

        _configuration.Change("Client:MaxRetries", "2");

        _monitor.CurrentValue.MaxRetries.Should().Be(2);
    }

    [Fact]
    public void A_file_of_settings_is_read_again()
    {
        string file = Folder.Write(
            "appsettings.json",
            """{"Petals": {"ModelNameOrPath": "acme/tiny-mixtral", "Model": {"Architectures": ["a", "b"]}}}"""
        );
        IConfigurationRoot root = new ConfigurationBuilder()
            .AddJsonFile(file, optional: false, reloadOnChange: false)
            .Build();
        using ServiceProvider provider = Container.Build(
            services => services.AddDistributedMixtralConfig(root.GetSection("Petals"), TinyOptions.Isolate),
            _log
        );
        provider.ConfigMonitor().CurrentValue.Architectures.Should().Equal("a", "b");

        File.WriteAllText(
            file,
            """{"Petals": {"ModelNameOrPath": "acme/tiny-mixtral", "Model": {"Architectures": []}}}"""
        );
        root.Reload();
        provider.ConfigMonitor().CurrentValue.Architectures.Should().BeEmpty();

        File.WriteAllText(
            file,
            """{"Petals": {"ModelNameOrPath": "acme/tiny-mixtral", "Model": {"Architecture": []}}}"""
        );
        root.Reload();
        provider.ConfigMonitor().CurrentValue.Architectures.Should().BeEmpty();

        // The provider of a file reports a change, and so does the root that reloads it.
        _log.Entries.Where(entry => entry.Level == LogLevel.Error)
            .Should()
            .NotBeEmpty()
            .And.AllSatisfy(entry => entry.Message.Should().Contain("did you mean 'Petals:Model:Architectures'?"));
    }

    [Fact]
    public void The_function_of_the_options_runs_at_each_change()
    {
        int configured = 0;
        using ServiceProvider provider = Container.Build(services =>
            services.AddDistributedMixtralConfig(
                _configuration.Section,
                options =>
                {
                    TinyOptions.Isolate(options);
                    int maxPinged = 10 + configured++;
                    options.Customize = config => config with { MaxPinged = maxPinged };
                }
            )
        );
        _ = provider.ConfigMonitor().CurrentValue;

        _configuration.Change("Client:MaxRetries", "2");

        provider.ConfigMonitor().CurrentValue.MaxRetries.Should().Be(2);
        provider.ConfigMonitor().CurrentValue.MaxPinged.Should().Be(11);
    }
}
