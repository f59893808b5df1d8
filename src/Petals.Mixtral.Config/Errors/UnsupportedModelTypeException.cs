namespace Petals.Mixtral.Config;

/// <summary>The <c>model_type</c> of a config file is missing, or not registered.</summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class UnsupportedModelTypeException(string message, Exception? innerException = null)
    : PretrainedConfigException(message, innerException)
{
    internal UnsupportedModelTypeException(string? modelType, string path, IReadOnlyList<string> supported)
        : this(
            $"'{path}': the model type is {Printable.Short(modelType ?? "missing")}; expected one of "
                + $"{string.Join(", ", supported)}. "
                + "Add another with DistributedConfigRegistry.Register."
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
