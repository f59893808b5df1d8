namespace Petals.Mixtral.Config.Calls;

/// <summary>
/// A clock for code that blocks: whoever sets a timer waits for it on the spot, on its own thread, and needs none of
/// the thread pool to be woken up again.
/// </summary>
internal sealed class BlockingClock(TimeProvider clock, CancellationToken cancellation) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Sleep(dueTime);
        callback(state);
        return clock.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public void Sleep(TimeSpan time)
    {
        if (clock == System)
        {
            cancellation.WaitHandle.WaitOne(time);
            cancellation.ThrowIfCancellationRequested();
            return;
        }

        // Another's clock has its own idea of time, and says by its timers when it has passed.
        using var done = new ManualResetEventSlim();
        using ITimer timer = clock.CreateTimer(
            static state => ((ManualResetEventSlim)state!).Set(),
            done,
            time,
            Timeout.InfiniteTimeSpan
        );
        done.Wait(cancellation);
    }
}
