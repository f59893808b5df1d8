using Microsoft.Extensions.DependencyInjection.Extensions;
using Petals.Mixtral.Config;
using Petals.Mixtral.Config.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Registers the configs of models. Each can be injected as <see cref="IOptions{TOptions}"/>,
/// <see cref="IOptionsSnapshot{TOptions}"/> and <see cref="IOptionsMonitor{TOptions}"/> of
/// <see cref="DistributedMixtralConfig"/>, as the config itself, and as each of its interfaces. The key of a keyed
/// config is also its name in the options.
/// </summary>
/// <remarks>
/// A model is loaded and validated once: when the host starts, or without a host, on first use. If its section changes,
/// the monitor loads it again; a change that cannot be loaded or is not valid is logged, and the previous config stays.
/// The snapshot keeps its config for a scope, and <see cref="IOptions{TOptions}"/> for the lifetime of the container.
/// Add rules with <c>services.AddOptions&lt;DistributedMixtralConfig&gt;().Validate(…)</c>.
/// </remarks>
public static class DistributedMixtralConfigServiceCollectionExtensions
{
    private static readonly Type[] Services =
    [
        typeof(DistributedMixtralConfig),
        typeof(IPretrainedConfig),
        typeof(IMixtralConfig),
        typeof(IClientConfig),
        typeof(IPTuneConfig),
        typeof(ILMHeadConfig),
        typeof(IDistributedConfig),
    ];

    /// <summary>Registers the config of a model.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="modelNameOrPath">A directory, the path of a config file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <example><code>
    /// var services = new ServiceCollection();
    /// services.AddDistributedMixtralConfig(
    ///     "mistralai/Mixtral-8x7B-v0.1",
    ///     options => options.Customize = config => config with { MaxRetries = 3 }
    /// );
    /// using ServiceProvider provider = services.BuildServiceProvider();
    /// Console.WriteLine(provider.GetRequiredService&lt;DistributedMixtralConfig&gt;().MaxRetries); // 3
    /// </code></example>
    public static IServiceCollection AddDistributedMixtralConfig(
        this IServiceCollection services,
        string modelNameOrPath,
        Action<DistributedMixtralOptions>? configure = null
    ) => services.Add(Options.Options.DefaultName, Required.NotBlank(modelNameOrPath), section: null, configure);

    /// <summary>Registers the config that a section of the configuration describes.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="section">The section, whose keys are the properties of
    /// <see cref="DistributedMixtralOptions"/>.</param>
    /// <param name="configure">Changes the options after the section.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="section"/> is
    /// <see langword="null"/>.</exception>
    public static IServiceCollection AddDistributedMixtralConfig(
        this IServiceCollection services,
        IConfigurationSection section,
        Action<DistributedMixtralOptions>? configure = null
    ) => services.Add(Options.Options.DefaultName, model: null, Required.NotNull(section), configure);

    /// <summary>Registers the config of a model, changed by a section of the configuration.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="modelNameOrPath">A directory, the path of a config file, or a repo id. A
    /// <c>ModelNameOrPath</c> in the section wins.</param>
    /// <param name="section">The section. It need not exist.</param>
    /// <param name="configure">Changes the options after the section.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="section"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    public static IServiceCollection AddDistributedMixtralConfig(
        this IServiceCollection services,
        string modelNameOrPath,
        IConfigurationSection section,
        Action<DistributedMixtralOptions>? configure = null
    ) =>
        services.Add(
            Options.Options.DefaultName,
            Required.NotBlank(modelNameOrPath),
            Required.NotNull(section),
            configure
        );

    /// <summary>Registers the config of one of several models.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="name">The key of the service, and the name for <see cref="IOptionsMonitor{TOptions}.Get"/>.</param>
    /// <param name="modelNameOrPath">A directory, the path of a config file, or a repo id.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="modelNameOrPath"/> is
    /// <see langword="null"/> or blank.</exception>
    public static IServiceCollection AddKeyedDistributedMixtralConfig(
        this IServiceCollection services,
        string name,
        string modelNameOrPath,
        Action<DistributedMixtralOptions>? configure = null
    ) => services.Add(Required.NotBlank(name), Required.NotBlank(modelNameOrPath), section: null, configure);

    /// <summary>Registers the config that a section of the configuration describes, as one of several.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="name">The key of the service, and the name for <see cref="IOptionsMonitor{TOptions}.Get"/>.</param>
    /// <param name="section">The section.</param>
    /// <param name="configure">Changes the options after the section.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="section"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or blank.</exception>
    public static IServiceCollection AddKeyedDistributedMixtralConfig(
        this IServiceCollection services,
        string name,
        IConfigurationSection section,
        Action<DistributedMixtralOptions>? configure = null
    ) => services.Add(Required.NotBlank(name), model: null, Required.NotNull(section), configure);

    /// <summary>Registers the config of a model, changed by a section of the configuration, as one of
    /// several.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="name">The key of the service, and the name for <see cref="IOptionsMonitor{TOptions}.Get"/>.</param>
    /// <param name="modelNameOrPath">A directory, the path of a config file, or a repo id. A
    /// <c>ModelNameOrPath</c> in the section wins.</param>
    /// <param name="section">The section. It need not exist.</param>
    /// <param name="configure">Changes the options after the section.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="section"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="modelNameOrPath"/> is
    /// <see langword="null"/> or blank.</exception>
    public static IServiceCollection AddKeyedDistributedMixtralConfig(
        this IServiceCollection services,
        string name,
        string modelNameOrPath,
        IConfigurationSection section,
        Action<DistributedMixtralOptions>? configure = null
    ) =>
        services.Add(Required.NotBlank(name), Required.NotBlank(modelNameOrPath), Required.NotNull(section), configure);

    private static IServiceCollection Add(
        this IServiceCollection services,
        string name,
        string? model,
        IConfigurationSection? section,
        Action<DistributedMixtralOptions>? configure
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        services
            .AddOptions<DistributedMixtralOptions>(name)
            .Configure(options =>
            {
                options.ModelNameOrPath = model ?? options.ModelNameOrPath;
                if (section is not null)
                {
                    options.Bind(section);
                }

                configure?.Invoke(options);
            });
        services.AddOptions<DistributedMixtralConfig>(name).ValidateOnStart();
        if (section is not null)
        {
            services.AddSingleton(new ConfigSection(name, section));
        }

        foreach (Type service in Services)
        {
            // A service without a key has the key null.
            services.TryAdd(
                new ServiceDescriptor(
                    service,
                    name.Length == 0 ? null : name,
                    (provider, _) => GetMonitor(provider).SlotOf(name).First,
                    ServiceLifetime.Singleton
                )
            );
        }

        // All names share these services. The closed types win over the open ones of AddOptions, which would load once
        // each.
        services.TryAddSingleton<ConfigMonitor>();
        services.TryAddSingleton(provider => new ConfigReloads(GetMonitor(provider)));
        services.TryAddSingleton<IOptionsMonitor<DistributedMixtralConfig>>(GetMonitor);
        services.TryAddSingleton<IOptions<DistributedMixtralConfig>>(GetMonitor);
        services.TryAddScoped<IOptionsSnapshot<DistributedMixtralConfig>, ScopedConfigs>();
        return services;
    }

    private static ConfigMonitor GetMonitor(IServiceProvider provider) => provider.GetRequiredService<ConfigMonitor>();
}
