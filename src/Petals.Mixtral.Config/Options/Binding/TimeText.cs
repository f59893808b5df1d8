using System.Globalization;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>A time in a configuration: a number is seconds, as in config.json, and what has colons is .NET's hours,
/// minutes and seconds.</summary>
internal static class TimeText
{
    public static bool TryParse(string text, out TimeSpan value)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            // -1 ms is what .NET takes for infinite, and no time with colons means that. .NET takes 24:00:00 for 24
            // days; days have a point here.
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value)
                && value != Timeout.InfiniteTimeSpan
                && (value.Days == 0 || text.AsSpan(0, text.IndexOf(':', StringComparison.Ordinal)).Contains('.'));
        }

        value = default;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && PythonTime.TryParse(seconds, out value);
    }
}
