namespace Petals.Mixtral.Config;

/// <summary>How long a client waits between attempts; <see cref="Timeout.InfiniteTimeSpan"/>, Python's <c>inf</c>, is
/// longer than every other time.</summary>
internal static class RetryDelay
{
    /// <summary>After this many doublings even one tick exceeds TimeSpan.MaxValue.</summary>
    private const int MostDoublings = 63;

    /// <summary>One tick more than TimeSpan.MaxValue.</summary>
    private static readonly Int128 Infinite = (Int128)long.MaxValue + 1;

    /// <exception cref="PretrainedConfigException">A time is negative.</exception>
    public static TimeSpan After(int attempt, TimeSpan minBackoff, TimeSpan maxBackoff)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        if (attempt == 0)
        {
            return TimeSpan.Zero;
        }

        Int128 doubled = Ticks(minBackoff, "min_backoff") << Math.Min(attempt - 1, MostDoublings);
        var ticks = Int128.Min(doubled, Ticks(maxBackoff, "max_backoff"));
        return ticks < Infinite ? TimeSpan.FromTicks((long)ticks) : Timeout.InfiniteTimeSpan;
    }

    private static Int128 Ticks(TimeSpan time, string key)
    {
        if (time == Timeout.InfiniteTimeSpan)
        {
            return Infinite;
        }

        return time >= TimeSpan.Zero
            ? time.Ticks
            : throw new PretrainedConfigException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{key} is {time.TotalSeconds} s, and no wait is negative; give 0 or more."
                )
            );
    }
}
