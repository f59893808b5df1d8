namespace Petals.Mixtral.Config.Validation;

/// <summary>The times and counts of the client.</summary>
internal static class TimeRules
{
    public static void Check(IClientConfig config, FailureList failures)
    {
        failures.NotNegative(config.DaemonStartupTimeout);
        failures.NotNegative(config.ConnectTimeout);
        failures.NotNegative(config.RequestTimeout);
        failures.NotNegative(config.UpdatePeriod);
        failures.NotNegative(config.BanTimeout);
        failures.NotNegative(config.PingTimeout);
        failures.NotNegative(config.MinBackoff);
        failures.NotNegative(config.MaxBackoff);
        bool isMinInfinite = config.MinBackoff == Timeout.InfiniteTimeSpan;
        if (config.MaxBackoff >= TimeSpan.Zero && (isMinInfinite || config.MinBackoff > config.MaxBackoff))
        {
            failures.Add(nameof(config.MinBackoff), "must be at most max_backoff", "Lower it, or raise max_backoff.");
        }

        failures.NotNegative(config.MaxPinged);
        failures.NotNegative(config.MaxRetries);
    }
}
