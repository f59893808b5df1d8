using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Petals.Mixtral.Config;
using Petals.Mixtral.Config.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Registers the configs of models. Each can be injected as <see cref="IOptions{TOptions}"/>,
/// <see cref="IOptionsSnapshot{TOptions}"/> and
/// <see cref="IOptionsMonitor{TOptions}"/> of <see cref="DistributedMixtralConfig"/>, and as the config itself; a named
/// one by its name, and as a keyed service.
/// </summary>
/// <remarks>
/// A model is loaded and validated once: when the host starts, or where there is none, when its config is first asked
/// for. If its section changes, the monitor loads it anew; a change that cannot be loaded or is not valid is logged,
/// and the config before it stays. The snapshot keeps its config for a scope, and <see cref="IOptions{TOptions}"/> for
/// good. Further rules can be added with
/// <c>services.AddOptions&lt;DistributedMixtralConfig&gt;().Validate(…)</c>.
/// </remarks>
public static class DistributedMixtralConfigServiceCollectionExtensions
{
    /// <summary>Registers the config of a model.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="modelNameOrPath">A directory, the path of a config file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained"/>.</param>
    /// <param name="configure">Says what is different from the model's config.json.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    public static IServiceCollection AddDistributedMixtralConfig(
        this IServiceCollection services,
        string modelNameOrPath,
        Action<DistributedMixtralOptions>? configure = null
    ) => services.AddDistributedMixtralConfig(Options.Options.DefaultName, modelNameOrPath, configure);

    /// <summary>Registers the config that a section of the program's configuration describes.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="section">The section, whose keys are the properties of
    /// <see cref="DistributedMixtralOptions"/>.</param>
    /// <param name="configure">Changes what the section says.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="section"/> is
    /// <see langword="null"/>.</exception>
    public static IServiceCollection AddDistributedMixtralConfig(
        this IServiceCollection services,
        IConfigurationSection section,
        Action<DistributedMixtralOptions>? configure = null
    ) => services.AddDistributedMixtralConfig(Options.Options.DefaultName, section, configure);

    /// <summary>Registers the config of one of several models.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">The name under which <see cref="IOptionsMonitor{TOptions}.Get"/> gives it, and the key as a
    /// service.</param>
    /// <param name="modelNameOrPath">A directory, the path of a config file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained"/>.</param>
    /// <param name="configure">Says what is different from the model's config.json.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="name"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    public static IServiceCollection AddDistributedMixtralConfig(
        this IServiceCollection services,
        string name,
        string modelNameOrPath,
        Action<DistributedMixtralOptions>? configure = null
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        return services.AddNamed(name, options => options.ModelNameOrPath = modelNameOrPath, configure);
    }

    /// <summary>Registers the config that a section of the program's configuration describes, as one of
    /// several.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">The name under which <see cref="IOptionsMonitor{TOptions}.Get"/> gives it, and the key as a
    /// service.</param>
    /// <param name="section">The section, whose keys are the properties of
    /// <see cref="DistributedMixtralOptions"/>.</param>
    /// <param name="configure">Changes what the section says.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="services"/>, <paramref name="name"/> or <paramref name="section"/> is <see langword="null"/>.
    /// </exception>
    public static IServiceCollection AddDistributedMixtralConfig(
        this IServiceCollection services,
        string name,
        IConfigurationSection section,
        Action<DistributedMixtralOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddNamed(name, options => options.Bind(section), configure);
        return services.AddSingleton<IOptionsChangeTokenSource<DistributedMixtralConfig>>(
            new SectionChanges(name, section)
        );
    }

    private static IServiceCollection AddNamed(
        this IServiceCollection services,
        string name,
        Action<DistributedMixtralOptions> describe,
        Action<DistributedMixtralOptions>? configure
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services
            .AddOptions<DistributedMixtralOptions>(name)
            .Configure(describe)
            .Configure(configure ?? (static _ => { }));
        services.AddOptions<DistributedMixtralConfig>(name).ValidateOnStart();
        services.AddShared();
        if (name == Options.Options.DefaultName)
        {
            services.TryAddSingleton(provider => provider.GetRequiredService<ConfigMonitor>().GetFirst(name));
        }
        else
        {
            services.TryAddKeyedSingleton(
                name,
                (provider, _) => provider.GetRequiredService<ConfigMonitor>().GetFirst(name)
            );
        }

        return services;
    }

    /// <summary>What all names share. The closed types win over the open ones that <c>AddOptions</c> registers, which
    /// would load for each of them.</summary>
    private static void AddShared(this IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<DistributedMixtralConfig>>(new ConfigValidator())
        );
        services.TryAddTransient<IOptionsFactory<DistributedMixtralConfig>>(provider => new ConfigFactory(provider));
        services.TryAddSingleton(provider => new ConfigMonitor(
            provider.GetRequiredService<IOptionsFactory<DistributedMixtralConfig>>(),
            provider.GetServices<IOptionsChangeTokenSource<DistributedMixtralConfig>>(),
            provider.GetService<ILoggerFactory>()
        ));
        services.TryAddSingleton<IOptionsMonitor<DistributedMixtralConfig>>(provider =>
            provider.GetRequiredService<ConfigMonitor>()
        );
        services.TryAddSingleton<IOptions<DistributedMixtralConfig>>(provider => new FirstConfig(
            provider.GetRequiredService<ConfigMonitor>()
        ));
        services.TryAddScoped<IOptionsSnapshot<DistributedMixtralConfig>>(provider => new ScopedConfigs(
            provider.GetRequiredService<ConfigMonitor>()
        ));
    }
}
