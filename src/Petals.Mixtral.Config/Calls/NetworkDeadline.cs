namespace Petals.Mixtral.Config.Calls;

/// <summary>
/// Cancels a call that waits too long for the network. It counts short ticks during which the call waits, so a slow disk
/// costs no time, and a pause of the whole process counts as one tick.
/// </summary>
internal sealed class NetworkDeadline : IDisposable
{
    private const int MaxTicks = 10;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _tick;
    private readonly ITimer _timer;
    private int _ticks;
    private bool _isDisposed;
    private volatile bool _isOver;
    private volatile bool _isWaiting;

    public NetworkDeadline(CallMode mode, TimeSpan timeout)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(mode.Cancellation);
        _tick = timeout / MaxTicks;
        _timer = mode.Timers.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(_tick, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => _isOver;

    /// <summary>Waits for the network; only this time counts.</summary>
    public async ValueTask<T> WaitAsync<T>(Func<ValueTask<T>> wait)
    {
        _isWaiting = true;
        try
        {
            return await wait().ConfigureAwait(false);
        }
        finally
        {
            _isWaiting = false;
        }
    }

    /// <summary>Starts the time again.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            _ticks = 0;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
        _source.Dispose();
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            if (!_isWaiting || ++_ticks < MaxTicks)
            {
                _timer.Change(_tick, Timeout.InfiniteTimeSpan);
                return;
            }

            _isOver = true;
        }

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended at the same time.
        }
    }
}
