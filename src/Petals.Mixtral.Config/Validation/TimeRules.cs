namespace Petals.Mixtral.Config.Validation;

/// <summary>The times and counts of the client.</summary>
internal static class TimeRules
{
    public static void Check(ClientConfig config, FailureList failures)
    {
        failures.NotNegative(ClientSettings.DaemonStartupTimeout, config.DaemonStartupTimeout);
        failures.NotNegative(ClientSettings.ConnectTimeout, config.ConnectTimeout);
        failures.NotNegative(ClientSettings.RequestTimeout, config.RequestTimeout);
        failures.NotNegative(ClientSettings.UpdatePeriod, config.UpdatePeriod);
        failures.NotNegative(ClientSettings.BanTimeout, config.BanTimeout);
        failures.NotNegative(ClientSettings.PingTimeout, config.PingTimeout);
        CheckBackoff(config, failures);
        failures.NotNegative(ClientSettings.MaxPinged, config.MaxPinged);
        failures.NotNegative(ClientSettings.MaxRetries, config.MaxRetries ?? 0);
    }

    private static void CheckBackoff(ClientConfig config, FailureList failures)
    {
        bool hasMin = failures.NotNegative(ClientSettings.MinBackoff, config.MinBackoff);
        bool hasMax = failures.NotNegative(ClientSettings.MaxBackoff, config.MaxBackoff);
        bool inOrder =
            config.MaxBackoff == Timeout.InfiniteTimeSpan
            || (config.MinBackoff != Timeout.InfiniteTimeSpan && config.MinBackoff <= config.MaxBackoff);
        if (hasMin && hasMax && !inOrder)
        {
            failures.Add(
                ClientSettings.MinBackoff,
                FailureList.TextOf(config.MinBackoff),
                $"must be at most max_backoff, which is {FailureList.TextOf(config.MaxBackoff)}",
                "Lower it, or raise max_backoff."
            );
        }
    }
}
