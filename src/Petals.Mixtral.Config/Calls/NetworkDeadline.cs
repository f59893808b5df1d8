namespace Petals.Mixtral.Config.Calls;

/// <summary>
/// Cancels a call that waits too long for the network. It counts short ticks during which the call waits, so a slow
/// disk costs no time, and a pause of the whole process counts as one tick.
/// </summary>
internal sealed class NetworkDeadline : IDisposable
{
    private const int MaxTicks = 10;

    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private int _ticks;
    private volatile bool _isWaiting;

    public NetworkDeadline(CallMode mode, TimeSpan timeout)
    {
        Timeout = timeout;
        _source = CancellationTokenSource.CreateLinkedTokenSource(mode.Cancellation);
        TimeSpan never = System.Threading.Timeout.InfiniteTimeSpan;
        _timer = mode.Timers.CreateTimer(_ => Tick(), null, never, never);
        StartTick();
    }

    public TimeSpan Timeout { get; }

    public CancellationToken Token => _source.Token;

    public bool IsOver => Volatile.Read(ref _ticks) >= MaxTicks;

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

    /// <summary>Sets the elapsed time to zero.</summary>
    public void Restart() => Interlocked.Exchange(ref _ticks, 0);

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void StartTick() => _timer.Change(Timeout / MaxTicks, System.Threading.Timeout.InfiniteTimeSpan);

    private void Tick()
    {
        if (!_isWaiting || Interlocked.Increment(ref _ticks) < MaxTicks)
        {
            StartTick();
            return;
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
