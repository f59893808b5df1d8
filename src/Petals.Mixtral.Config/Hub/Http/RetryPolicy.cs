using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Diagnostics;
using Polly;
using Polly.Retry;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>How often, and after what time, what failed is tried again.</summary>
internal static class RetryPolicy
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);

    /// <summary>However long the Hub asks to wait, nobody waits longer for a file.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(20);

    public static ResiliencePipeline Create(HubFileAddress file, TimeProvider clock, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<HubException>(exception => exception.IsTransient),
                    MaxRetryAttempts = MaxRetries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = FirstDelay,
                    MaxDelay = MaxDelay,
                    DelayGenerator = arguments => new(Asked(arguments.Outcome.Exception)),
                    OnRetry = arguments =>
                    {
                        Telemetry.Retried();
                        Log.Retrying(
                            logger,
                            file.Repo.Value,
                            arguments.AttemptNumber + 1,
                            MaxRetries,
                            arguments.RetryDelay.TotalSeconds,
                            arguments.Outcome.Exception?.Message
                        );
                        return default;
                    },
                }
            )
            .Build();

    private static TimeSpan? Asked(Exception? exception) =>
        exception is HubException { RetryAfter: { } asked }
            ? TimeSpan.FromTicks(Math.Min(asked.Ticks, MaxRetryAfter.Ticks))
            : null;
}
