using System.Collections.Frozen;
using Family = System.Func<Petals.Mixtral.Config.ModelConfigFile, Petals.Mixtral.Config.IDistributedConfig>;

namespace Petals.Mixtral.Config;

/// <summary>
/// The type of config for each <c>model_type</c>. A registry is immutable: <see cref="Register"/> returns another one.
/// </summary>
public sealed class DistributedConfigRegistry
{
    private readonly FrozenDictionary<string, Family> _families;

    private DistributedConfigRegistry(IEnumerable<KeyValuePair<string, Family>> families) =>
        _families = families.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The registry with one family: <c>mixtral</c>, a <see cref="DistributedMixtralConfig"/>.</summary>
    public static DistributedConfigRegistry Default { get; } =
        new([KeyValuePair.Create<string, Family>("mixtral", model => model.ToMixtral())]);

    /// <summary>The registered model types, sorted.</summary>
    public IReadOnlyList<string> ModelTypes => [.. _families.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Returns a registry with an additional or replaced family.</summary>
    /// <param name="modelType">The <c>model_type</c> in config.json, such as <c>llama</c>.</param>
    /// <param name="create">Creates a config from the file of a model. FromPretrained does not catch its
    /// exceptions.</param>
    /// <returns>The new registry.</returns>
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
        if (modelType is null || !_families.TryGetValue(modelType, out Family? create))
        {
            throw new UnsupportedModelTypeException(modelType, file.Location.Path, ModelTypes);
        }

        return create(new ModelConfigFile(file, modelType, dhtPrefix))
            ?? throw new InvalidOperationException(
                $"What is registered for the model type {modelType} has made no config."
            );
    }
}
