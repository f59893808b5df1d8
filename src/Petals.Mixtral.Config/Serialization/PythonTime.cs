using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Times, which Python holds as a number of seconds; its infinity is .NET's
/// <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
internal static class PythonTime
{
    public static bool TryParse(double seconds, out TimeSpan value)
    {
        if (double.IsPositiveInfinity(seconds))
        {
            value = Timeout.InfiniteTimeSpan;
            return true;
        }

        if (Math.Abs(seconds) == TimeSpan.MaxValue.TotalSeconds)
        {
            value = seconds > 0 ? TimeSpan.MaxValue : TimeSpan.MinValue;
            return true;
        }

        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond);
        bool fits = ticks is > long.MinValue and < long.MaxValue;
        value = fits ? TimeSpan.FromTicks((long)ticks) : default;

        // The time that .NET takes for infinite is -1 ms, which no file means.
        return fits && value != Timeout.InfiniteTimeSpan;
    }

    /// <summary>Writes whole seconds as an integer, as Petals' defaults are written, and others as a float.</summary>
    public static void Write(PythonJsonWriter writer, TimeSpan value)
    {
        if (value == Timeout.InfiniteTimeSpan)
        {
            writer.Float(double.PositiveInfinity);
        }
        else if (value.Ticks % TimeSpan.TicksPerSecond == 0)
        {
            writer.Integer(value.Ticks / TimeSpan.TicksPerSecond);
        }
        else
        {
            writer.Float(value.TotalSeconds);
        }
    }
}
