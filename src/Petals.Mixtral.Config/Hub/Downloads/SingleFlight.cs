using System.Collections.Concurrent;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Runs work that several callers want at the same time once. The first caller runs it, and the others get the
/// same result or exception.</summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TaskCompletionSource<TResult>> _underWay = new();
    private readonly AsyncLocal<Task?> _current = new();

    /// <summary>Whether this code runs inside such work, for example in the caller's logger. It must not wait for that
    /// work.</summary>
    public bool IsInside => _current.Value is { IsCompleted: false };

    public async ValueTask<TResult> RunAsync(CallMode mode, TKey key, Func<ValueTask<TResult>> work)
    {
        if (IsInside)
        {
            return await work().ConfigureAwait(false);
        }

        while (true)
        {
            var own = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<TResult> first = _underWay.GetOrAdd(key, own).Task;
            if (first == own.Task)
            {
                _current.Value = first;
                Task<TResult> task = work().AsTask();
                await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _underWay.TryRemove(key, out _);
                own.SetFromTask(task);

                // The exception is thrown here, so it is observed even if no other caller waits.
                _ = first.Exception;
                return await task.ConfigureAwait(false);
            }

            try
            {
                return await mode.JoinAsync(first).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (first.IsCanceled && !mode.Cancellation.IsCancellationRequested)
            {
                // The first caller cancelled its call, its time is over, or its client was disposed; this caller tries
                // again.
            }
        }
    }
}
