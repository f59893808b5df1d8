namespace Petals.Mixtral.Config.Calls;

/// <summary>
/// Timers for blocking calls, which fire once. Each has a thread of its own, because .NET's timers need a thread of the
/// pool, and blocking callers may occupy all of them.
/// </summary>
internal sealed class ThreadTimers : TimeProvider
{
    public static ThreadTimers Instance { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ThreadTimer(() => callback(state));
        timer.Change(dueTime, period);
        new Thread(timer.Run) { IsBackground = true, Name = "Time-out of a blocking call" }.UnsafeStart();
        return timer;
    }

    private sealed class ThreadTimer(Action callback) : ITimer
    {
        private long _due;
        private bool _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (callback)
            {
                _due =
                    dueTime == Timeout.InfiniteTimeSpan
                        ? long.MaxValue
                        : Environment.TickCount64 + (long)Math.Ceiling(dueTime.TotalMilliseconds);
                Monitor.Pulse(callback);
                return true;
            }
        }

        public void Run()
        {
            while (WaitUntilDue())
            {
                callback();
            }
        }

        public void Dispose()
        {
            lock (callback)
            {
                _isDisposed = true;
                Monitor.Pulse(callback);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        /// <summary>Returns false when the timer is disposed.</summary>
        private bool WaitUntilDue()
        {
            lock (callback)
            {
                while (!_isDisposed && _due - Environment.TickCount64 is > 0 and long wait)
                {
                    Monitor.Wait(callback, (int)Math.Min(wait, int.MaxValue));
                }

                _due = long.MaxValue;
                return !_isDisposed;
            }
        }
    }
}
