using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Repeats an attempt that failed for a reason that may pass. An attempt that made progress does not count, so a
/// large file survives any number of interruptions.</summary>
internal sealed class RetryPolicy(HubFileAddress file, TimeProvider clock, ILogger logger)
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);

    /// <summary>The limit for the delay that the Hub requests.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromMinutes(1);

    /// <param name="mode">How to wait.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="hasProgressed">Whether the attempt that failed made progress.</param>
    /// <exception cref="HubException">The last attempt failed.</exception>
    public async ValueTask<T> RunAsync<T>(CallMode mode, Func<ValueTask<T>> attempt, Func<bool> hasProgressed)
    {
        for (int retry = 1; ; retry++)
        {
            HubException failure;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (HubException exception) when (exception.IsTransient)
            {
                retry = hasProgressed() ? 1 : retry;
                if (retry > MaxRetries)
                {
                    throw;
                }

                failure = exception;
            }

            mode.Cancellation.ThrowIfCancellationRequested();
            TimeSpan delay = DelayBefore(retry, failure.RetryAfter);
            Telemetry.Retries.Add(1);
            Log.Retrying(logger, file.Repo.Value, retry, MaxRetries, delay.TotalSeconds, failure.Message);
            await mode.DelayAsync(delay, clock).ConfigureAwait(false);
        }
    }

    private static TimeSpan DelayBefore(int retry, TimeSpan? requested)
    {
        if (requested is { } wait)
        {
            return wait < MaxRetryAfter ? wait : MaxRetryAfter;
        }

        // Clients that failed at the same moment must not return at the same moment.
#pragma warning disable CA5394 // Random is insecure: nothing secret depends on a delay.
        double jitter = 0.5 + Random.Shared.NextDouble();
#pragma warning restore CA5394
        return FirstDelay * Math.Pow(2, retry - 1) * jitter;
    }
}
