namespace Petals.Mixtral.Config.Blocks;

/// <summary>Arithmetic whose result is right, or an error: products of settings are computed in 128 bits, which hold
/// any four of them.</summary>
internal static class WholeNumber
{
    /// <summary>The value in 64 bits.</summary>
    /// <param name="value">What was computed.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="PretrainedConfigException">It does not fit.</exception>
    public static long Narrow(Int128 value, string what) =>
        value <= long.MaxValue ? (long)value : throw TooLarge(value.ToString("E3", CultureInfo.InvariantCulture), what);

    /// <inheritdoc cref="Narrow(Int128, string)"/>
    public static long Narrow(double value, string what) =>
        value < long.MaxValue ? (long)value : throw TooLarge(value.ToString("E3", CultureInfo.InvariantCulture), what);

    /// <summary>A size of the model that must be positive before anything is computed from it.</summary>
    /// <exception cref="PretrainedConfigException">It is not.</exception>
    public static int Positive(int value, string key) =>
        value > 0
            ? value
            : throw new PretrainedConfigException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{key} is {value}, and nothing has such a size; it must be positive."
                )
            );

    private static PretrainedConfigException TooLarge(string value, string what) =>
        new(
            $"The {what} would be {value}, which does not fit into 64 bits (at most {long.MaxValue}). Check the "
                + "sizes in the config, and what was asked for."
        );
}
