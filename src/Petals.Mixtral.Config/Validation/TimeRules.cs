using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The times and counts of the client. A time without end is a valid one.</summary>
internal static class TimeRules
{
    public static void Check(ClientConfig config, FailureList failures)
    {
        NotNegative(Setting.DaemonStartupTimeout, config.DaemonStartupTimeout, failures);
        NotNegative(Setting.ConnectTimeout, config.ConnectTimeout, failures);
        NotNegative(Setting.RequestTimeout, config.RequestTimeout, failures);
        NotNegative(Setting.UpdatePeriod, config.UpdatePeriod, failures);
        NotNegative(Setting.BanTimeout, config.BanTimeout, failures);
        NotNegative(Setting.PingTimeout, config.PingTimeout, failures);
        CheckBackoff(config, failures);
        failures.NotNegative(Setting.MaxPinged, config.MaxPinged);
        CheckRetries(config, failures);
    }

    private static void CheckBackoff(ClientConfig config, FailureList failures)
    {
        bool hasMin = NotNegative(Setting.MinBackoff, config.MinBackoff, failures);
        bool hasMax = NotNegative(Setting.MaxBackoff, config.MaxBackoff, failures);
        bool inOrder =
            config.MaxBackoff == Timeout.InfiniteTimeSpan
            || (config.MinBackoff != Timeout.InfiniteTimeSpan && config.MinBackoff <= config.MaxBackoff);
        if (hasMin && hasMax && !inOrder)
        {
            failures.Add(
                Setting.MinBackoff,
                TextOf(config.MinBackoff),
                $"must be at most max_backoff, which is {TextOf(config.MaxBackoff)}",
                "Lower it, or raise max_backoff."
            );
        }
    }

    private static void CheckRetries(ClientConfig config, FailureList failures)
    {
        try
        {
            failures.NotNegative(Setting.MaxRetries, config.MaxRetries ?? 0);
        }
        catch (PretrainedConfigException)
        {
            // The value comes from the environment, and is understood only when it is asked for.
            failures.Add(
                Setting.MaxRetries,
                FailureList.TextOf(config.MaxRetriesVariable ?? ""),
                $"must be an integer, where the environment variable {RetryLimit.Variable} gives it",
                $"Correct or unset {RetryLimit.Variable}, or set max_retries."
            );
        }
    }

    private static bool NotNegative(Setting setting, TimeSpan value, FailureList failures) =>
        value >= TimeSpan.Zero
        || value == Timeout.InfiniteTimeSpan
        || failures.Add(setting, TextOf(value), "must not be negative", $"Give {setting.Key()} in seconds, 0 or more.");

    private static string TextOf(TimeSpan value) => PythonJsonWriter.TextOf(writer => PythonTime.Write(writer, value));
}
