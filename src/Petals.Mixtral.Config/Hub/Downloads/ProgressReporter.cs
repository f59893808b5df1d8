using System.Diagnostics;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Reports the progress of an attempt about ten times a second, and always its beginning and end.</summary>
internal sealed class ProgressReporter
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IProgress<DownloadProgress>? _target;
    private readonly long? _total;
    private readonly long _initial;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last = Stopwatch.GetTimestamp();
    private long _reported;

    public ProgressReporter(IProgress<DownloadProgress>? target, long initial, long? total)
    {
        _target = target;
        _initial = _reported = initial;
        _total = total;
        target?.Report(new DownloadProgress(initial, total, null));
    }

    public void Report(long received, bool isLast = false)
    {
        if (_target is null || received == _reported || (!isLast && Stopwatch.GetElapsedTime(_last) < Interval))
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        _reported = received;
        double seconds = Stopwatch.GetElapsedTime(_start, _last).TotalSeconds;
        _target.Report(new DownloadProgress(received, _total, (received - _initial) / seconds));
    }
}
