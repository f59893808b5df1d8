namespace Petals.Mixtral.Config.Blocks;

/// <summary>Counts the parameters of a model without a loop over its layers.</summary>
internal static class ModelParameters
{
    /// <exception cref="PretrainedConfigException">A size is not positive, or the count does not fit into 64
    /// bits.</exception>
    public static long Count(IMixtralConfig config, bool isActive)
    {
        var block = BlockDimensions.FromConfig(config);
        Int128 total = isActive ? block.ActiveParameterCount : block.ParameterCount;
        total *= WholeNumber.Positive(config.NumHiddenLayers);
        foreach (TensorSpec tensor in OuterTensors.FromConfig(config))
        {
            total += tensor.ElementCount;
        }

        return WholeNumber.Narrow(total, $"{(isActive ? "active " : "")}parameter count of the model");
    }
}
