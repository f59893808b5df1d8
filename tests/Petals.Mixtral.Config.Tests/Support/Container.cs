namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Containers that load the tiny model from the fixtures.</summary>
internal static class Container
{
    private const string LoadMessage = "Using DHT prefix";

    public static ServiceProvider Build(RecordingLoggerFactory? log, Action<IServiceCollection> register)
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
        Build(log, services => services.AddDistributedMixtralConfig(configuration.Section, TinyOptions.Isolate));

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
