using System.Collections.Concurrent;
using Petals.Mixtral.Config.Calls;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Does what several callers want at the same time once: the first of them does it, and the others take part
/// in how it ends.</summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TaskCompletionSource<TResult>> _underWay = new();

    /// <summary>Does the work, or waits for whoever is doing it.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="key">What is wanted.</param>
    /// <param name="work">Does it; called by the first caller alone.</param>
    public async ValueTask<TResult> RunAsync(CallMode mode, TKey key, Func<CallMode, ValueTask<TResult>> work)
    {
        while (true)
        {
            var own = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            TaskCompletionSource<TResult> first = _underWay.GetOrAdd(key, own);
            if (first == own)
            {
                return await LeadAsync(mode, key, own, work).ConfigureAwait(false);
            }

            try
            {
                return await mode.JoinAsync(first.Task).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
                when (first.Task.IsCanceled && !mode.Cancellation.IsCancellationRequested)
            {
                // The first caller has changed its mind; this one has not.
            }
            catch (ObjectDisposedException)
            {
                // The first caller's client is gone; this one's is not.
            }
        }
    }

    private async ValueTask<TResult> LeadAsync(
        CallMode mode,
        TKey key,
        TaskCompletionSource<TResult> own,
        Func<CallMode, ValueTask<TResult>> work
    )
    {
        try
        {
            TResult result = await work(mode).ConfigureAwait(false);
            Leave(key);
            own.SetResult(result);
            return result;
        }
        catch (OperationCanceledException) when (mode.Cancellation.IsCancellationRequested)
        {
            Leave(key);
            own.SetCanceled(mode.Cancellation);
            throw;
        }
        catch (Exception exception)
        {
            Leave(key);
            own.SetException(exception);

            // It is thrown here; whether anybody else takes part does not matter.
            _ = own.Task.Exception;
            throw;
        }
    }

    private void Leave(TKey key) => _underWay.TryRemove(key, out _);
}
