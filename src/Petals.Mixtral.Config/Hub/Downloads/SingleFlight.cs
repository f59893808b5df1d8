using System.Collections.Concurrent;
using Petals.Mixtral.Config.Calls;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Runs work that several callers want at the same time once. The first caller runs it, and the others get the
/// same result or exception.</summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TaskCompletionSource<TResult>> _underWay = new();

    public async ValueTask<TResult> RunAsync(CallMode mode, TKey key, Func<CallMode, ValueTask<TResult>> work)
    {
        while (true)
        {
            var own = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            TaskCompletionSource<TResult> first = _underWay.GetOrAdd(key, own);
            if (first == own)
            {
                Task<TResult> task = work(mode).AsTask();
                await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _underWay.TryRemove(key, out _);
                own.SetFromTask(task);

                // The exception is thrown here, so it is observed even if no other caller waits.
                _ = own.Task.Exception;
                return await task.ConfigureAwait(false);
            }

            try
            {
                return await mode.JoinAsync(first.Task).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
                when (first.Task.IsCanceled && !mode.Cancellation.IsCancellationRequested)
            {
                // The first caller cancelled its call; this caller tries again.
            }
            catch (ObjectDisposedException)
            {
                // The first caller's client was disposed; this caller tries again.
            }
        }
    }
}
