namespace Petals.Mixtral.Config.Blocks;

/// <summary>Exact arithmetic with sizes: the product of four settings fits into 128 bits.</summary>
internal static class WholeNumber
{
    /// <exception cref="PretrainedConfigException">The value does not fit into 64 bits.</exception>
    public static long Narrow(Int128 value) =>
        value <= long.MaxValue
            ? (long)value
            : throw new PretrainedConfigException(
                FormattableString.Invariant(
                    $"A size of {value:E3} does not fit into 64 bits. Check the sizes in the config and the arguments."
                )
            );

    /// <param name="value">The value: a property of a config, which names the setting.</param>
    /// <param name="key">The name in the error message, if the value is not a setting.</param>
    /// <param name="setting">The expression of the caller.</param>
    /// <exception cref="PretrainedConfigException"><paramref name="value"/> is not positive.</exception>
    public static int Positive(
        int value,
        string? key = null,
        [CallerArgumentExpression(nameof(value))] string setting = ""
    ) =>
        value > 0
            ? value
            : throw new PretrainedConfigException(
                FormattableString.Invariant(
                    $"{key ?? SettingKey.FromExpression(setting)} is {value}; it must be positive."
                )
            );
}
