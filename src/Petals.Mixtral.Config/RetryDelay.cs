namespace Petals.Mixtral.Config;

/// <summary>How long a client waits between attempts; <see cref="Timeout.InfiniteTimeSpan"/>, Python's <c>inf</c>, is
/// longer than every other time.</summary>
internal static class RetryDelay
{
    /// <exception cref="PretrainedConfigException">A time is negative.</exception>
    public static TimeSpan After(int attempt, TimeSpan minBackoff, TimeSpan maxBackoff)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        if (attempt == 0)
        {
            return TimeSpan.Zero;
        }

        double doubled = Math.ScaleB(Ticks(minBackoff, "min_backoff"), attempt - 1);
        double ticks = Math.Min(doubled, Ticks(maxBackoff, "max_backoff"));
        return ticks < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : Timeout.InfiniteTimeSpan;
    }

    private static double Ticks(TimeSpan time, string key)
    {
        if (time == Timeout.InfiniteTimeSpan)
        {
            return double.PositiveInfinity;
        }

        return time >= TimeSpan.Zero
            ? time.Ticks
            : throw new PretrainedConfigException($"{key} is negative. Give 0 or more seconds.");
    }
}
