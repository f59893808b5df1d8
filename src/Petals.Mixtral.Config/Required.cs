namespace Petals.Mixtral.Config;

/// <summary>Checks arguments in places that allow only an expression.</summary>
internal static class Required
{
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public static T NotNull<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    /// <exception cref="ArgumentException"><paramref name="value"/> is <see langword="null"/> or blank.</exception>
    public static string NotBlank(string value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        return value;
    }

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not positive.</exception>
    public static long? Positive(long? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value ?? 1, name);
        return value;
    }

    /// <summary>Whether a time is infinite, or positive and not too long for a timer.</summary>
    public static bool IsTimeout(TimeSpan value) =>
        value == Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value.TotalMilliseconds <= int.MaxValue);

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a time-out.</exception>
    public static TimeSpan TimeLimit(TimeSpan value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        IsTimeout(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                "It must be positive and at most 24.8 days, or Timeout.InfiniteTimeSpan."
            );

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member of its type.</exception>
    public static T Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"It is not a {typeof(T).Name}.");
}
