namespace Petals.Mixtral.Config.Calls;

/// <summary>
/// Timers for a blocking call, which fire once. They use a thread of their own, because .NET's timers need a thread of
/// the pool, and blocking callers may occupy all of them. The thread ends when no timer is set.
/// </summary>
internal sealed class ThreadTimers : TimeProvider
{
    private readonly List<Timer> _set = [];
    private bool _isRunning;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(Timer timer, TimeSpan dueTime)
    {
        lock (_set)
        {
            _set.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.DueTime = Environment.TickCount64 + (long)Math.Ceiling(dueTime.TotalMilliseconds);
                _set.Add(timer);
            }

            if (_isRunning)
            {
                Monitor.Pulse(_set);
            }
            else if (_set.Count > 0)
            {
                _isRunning = true;
                new Thread(Run) { IsBackground = true, Name = "Time-outs of a blocking call" }.UnsafeStart();
            }
        }
    }

    private void Run()
    {
        while (TakeNext() is { } timer)
        {
            timer.Callback();
        }
    }

    /// <summary>Waits for the next timer that is due. Returns null if none is set.</summary>
    private Timer? TakeNext()
    {
        lock (_set)
        {
            while (_set.MinBy(timer => timer.DueTime) is { } next)
            {
                long wait = next.DueTime - Environment.TickCount64;
                if (wait <= 0)
                {
                    _set.Remove(next);
                    return next;
                }

                Monitor.Wait(_set, TimeSpan.FromMilliseconds(wait));
            }

            _isRunning = false;
            return null;
        }
    }

    private sealed class Timer(ThreadTimers timers, Action callback) : ITimer
    {
        public Action Callback => callback;

        public long DueTime { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            timers.Set(this, dueTime);
            return true;
        }

        public void Dispose() => timers.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
