namespace Petals.Mixtral.Config.Blocks;

/// <summary>Counts the parameters of a model without a loop over its layers.</summary>
internal static class ModelParameters
{
    /// <exception cref="PretrainedConfigException">A size is not positive, or the count does not fit into 64
    /// bits.</exception>
    public static long Count(IMixtralConfig config) =>
        Total(config, BlockDimensions.FromConfig(config).ParameterCount, "parameter count of the model");

    /// <inheritdoc cref="Count"/>
    public static long CountActive(IMixtralConfig config) =>
        Total(config, BlockDimensions.FromConfig(config).ActiveParameterCount, "active parameter count of the model");

    private static long Total(IMixtralConfig config, long ofBlock, string what)
    {
        Int128 total = (Int128)ofBlock * WholeNumber.Positive(config.NumHiddenLayers);
        foreach (TensorSpec tensor in OuterTensors.FromConfig(config))
        {
            total += tensor.ElementCount;
        }

        return WholeNumber.Narrow(total, what);
    }
}
