using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Petals.Mixtral.Config.DependencyInjection;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Blocking;

/// <summary>The blocking operations that may download.</summary>
/// <param name="options">Where they look.</param>
/// <param name="repo">The model to download.</param>
/// <param name="localModel">A model that needs no download.</param>
internal sealed class Operations(PretrainedLoadOptions options, string repo, string localModel)
{
    public IReadOnlyList<(string Name, Action Run)> All =>
        [
            ("FromPretrained", () => DistributedMixtralConfig.FromPretrained(repo, options: options)),
            ("MixtralConfig.FromPretrained", () => MixtralConfig.FromPretrained(repo, options)),
            (
                "AutoDistributedConfig.FromPretrained",
                () => AutoDistributedConfig.FromPretrained(repo, options: options)
            ),
            ("HubClient.Download", Download),
            ("Build", () => ToOptions(new DistributedMixtralOptions { ModelNameOrPath = repo }).Build()),
            ("first use of a registered config", UseRegistered),
            ("first use of a monitor", UseMonitor),
            ("reload", Reload),
        ];

    private void Download()
    {
        using var client = new HubClient(
            new HubClientOptions
            {
                CacheDirectory = options.CacheDirectory,
                Endpoint = options.Endpoint,
                Environment = options.Environment,
                DownloadTimeout = options.DownloadTimeout,
            }
        );
        client.Download(repo, "config.json");
    }

    private void UseRegistered()
    {
        using ServiceProvider provider = Register(services =>
            services.AddDistributedMixtralConfig(repo, configured => ToOptions(configured))
        );
        provider.GetRequiredService<DistributedMixtralConfig>();
    }

    private void UseMonitor()
    {
        using ServiceProvider provider = Register(services =>
            services.AddKeyedDistributedMixtralConfig("tiny", repo, configured => ToOptions(configured))
        );
        provider.GetRequiredService<IOptionsMonitor<DistributedMixtralConfig>>().Get("tiny");
    }

    /// <summary>Throws what a reload logs.</summary>
    private void Reload()
    {
        const string Model = nameof(DistributedMixtralOptions.ModelNameOrPath);
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"Petals:{Model}", localModel)])
            .Build();
        using ServiceProvider provider = Register(services =>
            services.AddDistributedMixtralConfig(
                configuration.GetSection("Petals"),
                configured => ToOptions(configured)
            )
        );
        provider.GetRequiredService<IOptionsMonitor<DistributedMixtralConfig>>().Get(Options.DefaultName);
        configuration[$"Petals:{Model}"] = repo;
        configuration.Reload();
        ConfigReloads reloads = provider.GetRequiredService<ConfigReloads>();
        SpinWait.SpinUntil(() => reloads.GetLastFailure() is not null);
        throw reloads.GetLastFailure()!.Error;
    }

    private static ServiceProvider Register(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider();
    }

    private DistributedMixtralOptions ToOptions(DistributedMixtralOptions configured)
    {
        configured.CacheDirectory = options.CacheDirectory;
        configured.Endpoint = options.Endpoint;
        configured.Environment = options.Environment;
        configured.DownloadTimeout = options.DownloadTimeout;
        return configured;
    }
}
