using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Settings;
using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The times and counts of the client. A time without end is a valid one.</summary>
internal static class TimeRules
{
    public static void Check(ClientConfig config, FailureList failures)
    {
        NotNegative(ClientSettings.DaemonStartupTimeout, config.DaemonStartupTimeout, failures);
        NotNegative(ClientSettings.ConnectTimeout, config.ConnectTimeout, failures);
        NotNegative(ClientSettings.RequestTimeout, config.RequestTimeout, failures);
        NotNegative(ClientSettings.UpdatePeriod, config.UpdatePeriod, failures);
        NotNegative(ClientSettings.BanTimeout, config.BanTimeout, failures);
        NotNegative(ClientSettings.PingTimeout, config.PingTimeout, failures);
        CheckBackoff(config, failures);
        failures.NotNegative(ClientSettings.MaxPinged, config.MaxPinged);
        failures.NotNegative(ClientSettings.MaxRetries, config.MaxRetries ?? 0);
    }

    private static void CheckBackoff(ClientConfig config, FailureList failures)
    {
        bool hasMin = NotNegative(ClientSettings.MinBackoff, config.MinBackoff, failures);
        bool hasMax = NotNegative(ClientSettings.MaxBackoff, config.MaxBackoff, failures);
        bool inOrder =
            config.MaxBackoff == Timeout.InfiniteTimeSpan
            || (config.MinBackoff != Timeout.InfiniteTimeSpan && config.MinBackoff <= config.MaxBackoff);
        if (hasMin && hasMax && !inOrder)
        {
            failures.Add(
                ClientSettings.MinBackoff,
                TextOf(config.MinBackoff),
                $"must be at most max_backoff, which is {TextOf(config.MaxBackoff)}",
                "Lower it, or raise max_backoff."
            );
        }
    }

    private static bool NotNegative(Setting setting, TimeSpan value, FailureList failures) =>
        value >= TimeSpan.Zero
        || value == Timeout.InfiniteTimeSpan
        || failures.Add(setting, TextOf(value), "must not be negative", $"Give {setting.Key} in seconds, 0 or more.");

    private static string TextOf(TimeSpan value) => PythonJsonWriter.TextOf(value, Kind.Seconds.Write);
}
