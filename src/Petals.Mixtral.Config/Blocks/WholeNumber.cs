namespace Petals.Mixtral.Config.Blocks;

/// <summary>Exact arithmetic with sizes: the product of four settings fits into 128 bits, and a result that does not
/// fit into 64 bits is an error.</summary>
internal static class WholeNumber
{
    /// <param name="value">The value.</param>
    /// <param name="what">Its name in the error message.</param>
    /// <exception cref="PretrainedConfigException">The value does not fit into 64 bits.</exception>
    public static long Narrow(Int128 value, string what) =>
        value <= long.MaxValue ? (long)value : throw TooLarge(value.ToString("E3", CultureInfo.InvariantCulture), what);

    /// <inheritdoc cref="Narrow(Int128, string)"/>
    public static long Narrow(double value, string what) =>
        value < long.MaxValue ? (long)value : throw TooLarge(value.ToString("E3", CultureInfo.InvariantCulture), what);

    /// <exception cref="PretrainedConfigException"><paramref name="value"/> is not positive.</exception>
    public static int Positive(int value, string key) =>
        value > 0
            ? value
            : throw new PretrainedConfigException(
                string.Create(CultureInfo.InvariantCulture, $"{key} is {value}; it must be positive.")
            );

    private static PretrainedConfigException TooLarge(string value, string what) =>
        new(
            $"The {what} would be {value}, which does not fit into 64 bits (at most {long.MaxValue}). Check the "
                + "sizes in the config and the arguments."
        );
}
