using System.Collections.Frozen;
using Petals.Mixtral.Config.Loading;

namespace Petals.Mixtral.Config;

/// <summary>
/// Which type of config each <c>model_type</c> has. A registry does not change: <see cref="Register"/> gives another
/// one, so that no part of a program can change what another one loads.
/// </summary>
public sealed class DistributedConfigRegistry
{
    private const string Mixtral = "mixtral";

    private readonly FrozenDictionary<string, Func<ModelConfigFile, IDistributedConfig>> _families;

    private DistributedConfigRegistry(
        IEnumerable<KeyValuePair<string, Func<ModelConfigFile, IDistributedConfig>>> families
    ) => _families = families.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The registry that holds <c>mixtral</c>, which is loaded as
    /// <see cref="DistributedMixtralConfig"/>.</summary>
    public static DistributedConfigRegistry Default { get; } =
        new([KeyValuePair.Create(Mixtral, IDistributedConfig (ModelConfigFile model) => model.ToMixtral())]);

    /// <summary>The model types that are known, sorted.</summary>
    public IReadOnlyList<string> ModelTypes => [.. _families.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A registry that knows one family more, or another type of config for one.</summary>
    /// <param name="modelType">The <c>model_type</c> in config.json, such as <c>llama</c>.</param>
    /// <param name="create">Makes the config of the file of a model, and never <see langword="null"/>. What it throws
    /// comes out of FromPretrained.</param>
    /// <exception cref="ArgumentException"><paramref name="modelType"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is <see langword="null"/>.</exception>
    public DistributedConfigRegistry Register(string modelType, Func<ModelConfigFile, IDistributedConfig> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelType);
        ArgumentNullException.ThrowIfNull(create);
        return new(_families.Where(family => family.Key != modelType).Append(KeyValuePair.Create(modelType, create)));
    }

    internal IDistributedConfig Build(PretrainedFile file, string? dhtPrefix)
    {
        string? modelType = file.ReadModelType();
        return
            modelType is not null
            && _families.TryGetValue(modelType, out Func<ModelConfigFile, IDistributedConfig>? create)
            ? create(new ModelConfigFile(file, modelType, dhtPrefix))
                ?? throw new InvalidOperationException(
                    $"What is registered for the model type {modelType} has made no config."
                )
            : throw new UnsupportedModelTypeException(modelType, file.Location.Path, ModelTypes);
    }
}
