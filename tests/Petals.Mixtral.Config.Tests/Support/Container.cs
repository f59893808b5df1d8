namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Containers that load the tiny model from the fixtures.</summary>
internal static class Container
{
    private const string LoadMessage = "Using DHT prefix";

    public static ServiceProvider Build(Action<IServiceCollection> register, RecordingLoggerFactory? log = null)
    {
        var services = new ServiceCollection();
        if (log is not null)
        {
            services.AddSingleton<ILoggerFactory>(log);
        }

        register(services);
        return services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
    }

    /// <summary>A container whose only config comes from the section <c>Petals</c>.</summary>
    public static ServiceProvider Of(ChangingConfiguration configuration, RecordingLoggerFactory? log = null) =>
        Build(services => services.AddDistributedMixtralConfig(configuration.Section, TinyOptions.Isolate), log);

    /// <summary>Registers the tiny model, without a key unless there is one.</summary>
    public static IServiceCollection AddTiny(
        this IServiceCollection services,
        string? key = null,
        Action<DistributedMixtralOptions>? configure = null
    )
    {
        Action<DistributedMixtralOptions> isolate = TinyOptions.Isolate;
        return key is null
            ? services.AddDistributedMixtralConfig(TinyOptions.Repo, isolate + configure)
            : services.AddKeyedDistributedMixtralConfig(key, TinyOptions.Repo, isolate + configure);
    }

    public static int Loads(this RecordingLoggerFactory log) =>
        log.Entries.Count(entry => entry.Message.StartsWith(LoadMessage, StringComparison.Ordinal));

    public static IOptionsMonitor<DistributedMixtralConfig> ConfigMonitor(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptionsMonitor<DistributedMixtralConfig>>();

    public static IOptionsSnapshot<DistributedMixtralConfig> ConfigSnapshot(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptionsSnapshot<DistributedMixtralConfig>>();

    public static IOptions<DistributedMixtralConfig> ConfigOptions(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DistributedMixtralConfig>>();

    public static DistributedMixtralConfig Config(this IServiceProvider provider) =>
        provider.GetRequiredService<DistributedMixtralConfig>();
}
