namespace Petals.Mixtral.Config;

/// <summary>How long a client waits between attempts; <see cref="Timeout.InfiniteTimeSpan"/>, Python's <c>inf</c>, is longer than every other time.</summary>
internal static class RetryDelay
{
    public static TimeSpan After(int attempt, TimeSpan minBackoff, TimeSpan maxBackoff)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        if (attempt == 0)
        {
            return TimeSpan.Zero;
        }

        double ticks = Math.Min(Ticks(minBackoff) * Math.Pow(2, attempt - 1), Ticks(maxBackoff));
        return ticks < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)ticks) : Timeout.InfiniteTimeSpan;
    }

    private static double Ticks(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? double.PositiveInfinity : time.Ticks;
}
