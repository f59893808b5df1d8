namespace Petals.Mixtral.Config;

/// <summary>The config file of a model names a <c>model_type</c> that is not registered, or none.</summary>
public sealed class UnsupportedModelTypeException : PretrainedConfigException
{
    private const int MaxShown = 20;

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which model type is not supported, and which are.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public UnsupportedModelTypeException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    internal UnsupportedModelTypeException(string? modelType, string path, IReadOnlyList<string> supported)
        : base(
            modelType is null
                ? $"The config file '{path}' names no model_type, so the type of its config is not known. Add the "
                    + $"key, or load it by the type itself. {Known(supported)}"
                : $"Petals does not support model type {Printable.Short(modelType)} (of the config file "
                    + $"'{path}'). {Known(supported)}"
        )
    {
        ModelType = modelType;
        SupportedModelTypes = supported;
    }

    /// <summary>The model type that the file names; <see langword="null"/> where it names none.</summary>
    public string? ModelType { get; }

    /// <summary>The model types that are registered.</summary>
    public IReadOnlyList<string> SupportedModelTypes { get; } = [];

    private static string Known(IReadOnlyList<string> supported) =>
        $"Registered are: {string.Join(", ", ShortList.Of(supported, MaxShown))}; DistributedConfigRegistry.Register adds others.";
}
