using System.Runtime.CompilerServices;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Loading;

namespace Petals.Mixtral.Config;

/// <summary>
/// Loads the config of a model of any family: its <c>model_type</c> says which type of config that is. The counterpart
/// of Petals'
/// <c>AutoDistributedConfig</c> (Petals 2.3.0.dev2, <c>utils/auto_config.py</c>).
/// </summary>
public static class AutoDistributedConfig
{
    /// <summary>Loads the config of a model as the type that its <c>model_type</c> names.</summary>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="dhtPrefix">The DHT prefix; wins over everything else, the empty string too.</param>
    /// <param name="options">Where and how to look.</param>
    /// <param name="registry">The families that are known; <see cref="DistributedConfigRegistry.Default"/> where it is
    /// <see langword="null"/>.</param>
    /// <exception cref="UnsupportedModelTypeException">The registry has no such model type, or the file names
    /// none.</exception>
    /// <inheritdoc cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)" path="/exception"/>
    [OverloadResolutionPriority(1)] // For null, which either overload takes.
    public static IDistributedConfig FromPretrained(
        string modelNameOrPath,
        string? dhtPrefix = null,
        PretrainedLoadOptions? options = null,
        DistributedConfigRegistry? registry = null
    ) => CallMode.Finished(LoadAsync(CallMode.Blocking, modelNameOrPath, dhtPrefix, options, registry));

    /// <inheritdoc cref="FromPretrained(string, string?, PretrainedLoadOptions?, DistributedConfigRegistry?)"/>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="dhtPrefix">The DHT prefix; wins over everything else, the empty string too.</param>
    /// <param name="options">Where and how to look.</param>
    /// <param name="registry">The families that are known; <see cref="DistributedConfigRegistry.Default"/> where it is
    /// <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    [OverloadResolutionPriority(1)] // For null, which either overload takes.
    public static Task<IDistributedConfig> FromPretrainedAsync(
        string modelNameOrPath,
        string? dhtPrefix = null,
        PretrainedLoadOptions? options = null,
        DistributedConfigRegistry? registry = null,
        CancellationToken cancellationToken = default
    ) =>
        LoadAsync(
                CallMode.Awaiting(cancellationToken),
                Required.NotBlank(modelNameOrPath),
                dhtPrefix,
                options,
                registry
            )
            .AsTask();

    /// <inheritdoc cref="FromPretrained(string, string?, PretrainedLoadOptions?, DistributedConfigRegistry?)"/>
    public static IDistributedConfig FromPretrained(
        string modelNameOrPath,
        PretrainedLoadOptions? options,
        DistributedConfigRegistry? registry = null
    ) => FromPretrained(modelNameOrPath, dhtPrefix: null, options, registry);

    /// <inheritdoc cref="FromPretrainedAsync(string, string?, PretrainedLoadOptions?, DistributedConfigRegistry?, CancellationToken)"/>
    public static Task<IDistributedConfig> FromPretrainedAsync(
        string modelNameOrPath,
        PretrainedLoadOptions? options,
        DistributedConfigRegistry? registry = null,
        CancellationToken cancellationToken = default
    ) => FromPretrainedAsync(modelNameOrPath, dhtPrefix: null, options, registry, cancellationToken);

    private static ValueTask<IDistributedConfig> LoadAsync(
        CallMode mode,
        string modelNameOrPath,
        string? dhtPrefix,
        PretrainedLoadOptions? options,
        DistributedConfigRegistry? registry
    ) =>
        PretrainedLoader.LoadAsync(
            mode,
            modelNameOrPath,
            dhtPrefix,
            options ?? PretrainedLoadOptions.Default,
            (registry ?? DistributedConfigRegistry.Default).Build
        );
}
