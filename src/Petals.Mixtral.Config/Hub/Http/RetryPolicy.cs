using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Diagnostics;
using Polly;
using Polly.Retry;

namespace Petals.Mixtral.Config.Hub.Http;

internal static class RetryPolicy
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);

    /// <summary>The limit for the delay that the Hub requests.</summary>
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
                    DelayGenerator = arguments => new(RequestedDelay(arguments.Outcome.Exception)),
                    OnRetry = arguments =>
                    {
                        Telemetry.Retries.Add(1);
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

    private static TimeSpan? RequestedDelay(Exception? exception)
    {
        TimeSpan? requested = (exception as HubException)?.RetryAfter;
        return requested > MaxRetryAfter ? MaxRetryAfter : requested;
    }
}
