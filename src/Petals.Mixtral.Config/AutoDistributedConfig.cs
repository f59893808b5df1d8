namespace Petals.Mixtral.Config;

/// <summary>
/// Loads the config of a model of any family. Its <c>model_type</c> selects the type of the config. Petals'
/// <c>AutoDistributedConfig</c> (Petals 2.3.0.dev2, <c>utils/auto_config.py</c>).
/// </summary>
public static class AutoDistributedConfig
{
    /// <summary>Loads the config of a model as the type that is registered for its <c>model_type</c>.</summary>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="dhtPrefix">The DHT prefix. It wins over every other source, even if it is empty.</param>
    /// <param name="options">Where and how to search; by default in the default cache, then on the Hub.</param>
    /// <param name="registry">The known families; <see cref="DistributedConfigRegistry.Default"/> by default.</param>
    /// <returns>The config.</returns>
    /// <exception cref="UnsupportedModelTypeException">The model type is missing or not registered.</exception>
    /// <example><code>
    /// IDistributedConfig config = AutoDistributedConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1");
    /// Console.WriteLine(config.GetType().Name); // DistributedMixtralConfig
    /// </code></example>
    /// <inheritdoc cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)" path="/exception"/>
    [OverloadResolutionPriority(1)] // Null selects this overload.
    public static IDistributedConfig FromPretrained(
        string modelNameOrPath,
        string? dhtPrefix = null,
        PretrainedLoadOptions? options = null,
        DistributedConfigRegistry? registry = null
    ) => CallMode.Finished(LoadAsync(CallMode.Blocking, modelNameOrPath, dhtPrefix, options, registry));

    /// <inheritdoc cref="FromPretrained(string, string?, PretrainedLoadOptions?, DistributedConfigRegistry?)"/>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="dhtPrefix">The DHT prefix. It wins over every other source, even if it is empty.</param>
    /// <param name="options">Where and how to search; by default in the default cache, then on the Hub.</param>
    /// <param name="registry">The known families; <see cref="DistributedConfigRegistry.Default"/> by default.</param>
    /// <param name="cancellationToken">Cancels the loading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    [OverloadResolutionPriority(1)] // Null selects this overload.
    public static Task<IDistributedConfig> FromPretrainedAsync(
        string modelNameOrPath,
        string? dhtPrefix = null,
        PretrainedLoadOptions? options = null,
        DistributedConfigRegistry? registry = null,
        CancellationToken cancellationToken = default
    ) => LoadAsync(CallMode.Awaiting(cancellationToken), modelNameOrPath, dhtPrefix, options, registry).AsTask();

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
            Required.NotBlank(modelNameOrPath),
            dhtPrefix,
            options,
            (registry ?? DistributedConfigRegistry.Default).Build
        );
}
