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
    private long? _last;
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
        if (
            _target is null
            || received == _reported
            || (!isLast && _last is { } last && Stopwatch.GetElapsedTime(last) < Interval)
        )
        {
            return;
        }

        long now = Stopwatch.GetTimestamp();
        _last = now;
        _reported = received;
        double seconds = Stopwatch.GetElapsedTime(_start, now).TotalSeconds;
        _target.Report(new DownloadProgress(received, _total, (received - _initial) / seconds));
    }
}
