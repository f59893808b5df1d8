namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>One call of a user: what all its requests have in common.</summary>
internal sealed record HubCall(
    CallMode Mode,
    HttpClient Client,
    HubFileAddress File,
    TimeProvider Clock,
    ILogger Logger
)
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);

    public CancellationToken Cancellation => Mode.Cancellation;

    /// <summary>Repeats an attempt that failed for a reason that may pass. An attempt that made progress does not
    /// count, so a large file survives any number of interruptions.</summary>
    /// <exception cref="HubException">The last attempt failed.</exception>
    public async ValueTask<T> RetryAsync<T>(Func<ValueTask<T>> attempt, Func<bool>? hasProgressed = null)
    {
        if (Mode.IsAsync)
        {
            // Leaves the caller's context once. Checking large files in the cache takes seconds, which must not block
            // it.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        for (int retry = 1; ; retry++)
        {
            try
            {
                return await attempt();
            }
            catch (HubException exception) when (exception.IsTransient)
            {
                retry = hasProgressed?.Invoke() is true ? 1 : retry;
                if (retry > MaxRetries)
                {
                    throw;
                }

                TimeSpan delay = exception.RetryAfter ?? RandomDelay(retry);
                delay = delay < MaxDelay ? delay : MaxDelay;
                Telemetry.Retries.Add(1);
                string wait = HubTimeouts.Describe(delay);
                Log.Warn(Logger, $"{File.Repo}: retry {retry} of {MaxRetries} in {wait}: {exception.Message}");
                await Mode.DelayAsync(delay, Clock);
            }
        }
    }

    /// <summary>Waits for a step of a request, and turns every failure into a <see cref="HubException"/>.</summary>
    /// <param name="deadline">The time limit.</param>
    /// <param name="url">The address of the server.</param>
    /// <param name="tooLate">The error if the time is over. The duration is appended.</param>
    /// <param name="step">The step.</param>
    /// <param name="failed">The error if the step fails. The reason is appended.</param>
    public async ValueTask<T> WaitAsync<T>(
        NetworkDeadline deadline,
        Uri url,
        string tooLate,
        Func<ValueTask<T>> step,
        string failed = ""
    )
    {
        try
        {
            return await deadline.WaitAsync(step);
        }
        catch (Exception exception) when (exception is not PretrainedConfigException)
        {
            // The caller's handler may throw any exception.
            Cancellation.ThrowIfCancellationRequested();
            bool isLate = deadline.IsOver;
            string reason = isLate
                ? $"{tooLate} {HubTimeouts.Describe(deadline.Timeout)}"
                : $"{failed}{File.Show(exception.GetBaseException().Message)}";

            // A blocking read that a deadline ends may throw any exception.
            bool isTransient = isLate || HubErrors.IsTransient(exception);
            throw HubErrors.Unreachable(File, url, reason, exception, isTransient);
        }
    }

#pragma warning disable CA5394 // Random is insecure: nothing secret depends on a delay.
    /// <summary>Clients that failed at the same moment must not return at the same moment.</summary>
    private static TimeSpan RandomDelay(int retry) =>
        FirstDelay * Math.Pow(2, retry - 1) * (0.5 + Random.Shared.NextDouble());
#pragma warning restore CA5394
}
