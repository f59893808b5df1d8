using System.Diagnostics;

namespace Petals.Mixtral.Config.Fuzz;

/// <summary>
/// Ends the process if one execution takes too long. The limit is processor time, because other programs may use the
/// machine, and a hundred times as much on the clock. The parent process then reads the current input.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const int HangExitCode = 3;
    private const int ClockFactor = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Timer _timer;
    private long _number;
    private long _seenNumber;
    private TimeSpan _seenUsage;
    private long _seenTime;

    public Watchdog() => _timer = new Timer(_ => Look(), null, Patience, Patience / 4);

    /// <summary>Restarts the limit for the next execution.</summary>
    public void Restart() => Volatile.Write(ref _number, _number + 1);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long number = Volatile.Read(ref _number);
        if (number != _seenNumber)
        {
            (_seenNumber, _seenUsage, _seenTime) = (number, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        }
        else if (
            Environment.CpuUsage.TotalTime - _seenUsage > Patience
            || Stopwatch.GetElapsedTime(_seenTime) > Patience * ClockFactor
        )
        {
            Console.Error.WriteLine($"An execution has taken more than {Patience.TotalSeconds} s.");
            Environment.Exit(HangExitCode);
        }
    }
}
