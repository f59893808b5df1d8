namespace Petals.Mixtral.Config;

/// <summary>The <c>model_type</c> of a config file is missing, or not registered.</summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class UnsupportedModelTypeException(string message, Exception? innerException = null)
    : PretrainedConfigException(message, innerException)
{
    private const int MaxShown = 20;

    internal UnsupportedModelTypeException(string? modelType, string path, IReadOnlyList<string> supported)
        : this(
            (
                modelType is null
                    ? $"The config file '{path}' names no model_type, so the type of its config is unknown. Add the "
                        + "key, or load it by the type itself."
                    : $"Petals does not support model type {Printable.Short(modelType)} (of the config file '{path}')."
            )
                + $" Registered are: {string.Join(", ", ShortList.Of(supported, MaxShown))}; "
                + "DistributedConfigRegistry.Register adds others."
        )
    {
        ModelType = modelType;
        SupportedModelTypes = supported;
    }

    /// <summary>The model type of the file; <see langword="null"/> if it is missing.</summary>
    public string? ModelType { get; }

    /// <summary>The registered model types.</summary>
    public IReadOnlyList<string> SupportedModelTypes { get; } = [];
}
