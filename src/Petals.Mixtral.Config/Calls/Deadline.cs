namespace Petals.Mixtral.Config.Calls;

/// <summary>Cancels a part of a call when its time is over, or with the whole call.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public Deadline(CallMode mode, TimeSpan timeout)
    {
        _timer = new CancellationTokenSource(timeout, mode.Timers);
        _either = CancellationTokenSource.CreateLinkedTokenSource(mode.Cancellation, _timer.Token);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
