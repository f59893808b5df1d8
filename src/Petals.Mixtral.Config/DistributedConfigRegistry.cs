using Family = System.Func<Petals.Mixtral.Config.ModelConfigFile, Petals.Mixtral.Config.IDistributedConfig>;

namespace Petals.Mixtral.Config;

/// <summary>
/// The type of config for each <c>model_type</c>. A registry is immutable: <see cref="Register"/> returns another one.
/// </summary>
public sealed class DistributedConfigRegistry
{
    private readonly Dictionary<string, Family> _families;

    private DistributedConfigRegistry(Dictionary<string, Family> families) => _families = families;

    /// <summary>The registry with one family: <c>mixtral</c>, a <see cref="DistributedMixtralConfig"/>.</summary>
    public static DistributedConfigRegistry Default { get; } = new(new() { ["mixtral"] = model => model.ToMixtral() });

    /// <summary>Returns a registry with an additional or replaced family.</summary>
    /// <param name="modelType">The <c>model_type</c> in config.json, such as <c>llama</c>.</param>
    /// <param name="create">Creates a config from the file of a model. If it throws a
    /// <see cref="ConfigFormatException"/> or <see cref="HubException"/> for a cached file, the file may be downloaded
    /// again; no other exception is caught.</param>
    /// <returns>The new registry.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelType"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is <see langword="null"/>.</exception>
    public DistributedConfigRegistry Register(string modelType, Func<ModelConfigFile, IDistributedConfig> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelType);
        ArgumentNullException.ThrowIfNull(create);
        return new(new(_families) { [modelType] = create });
    }

    internal IDistributedConfig Build(PretrainedFile file, string? dhtPrefix)
    {
        string? modelType = file.ReadModelType();
        return modelType is not null && _families.TryGetValue(modelType, out Family? create)
            ? create(new ModelConfigFile(file, modelType, dhtPrefix))
            : throw new UnsupportedModelTypeException(modelType, file.Location.Path, [.. _families.Keys.Order()]);
    }
}
