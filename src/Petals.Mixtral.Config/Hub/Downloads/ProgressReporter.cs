using System.Diagnostics;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Reports the progress of an attempt about ten times a second, and always its beginning and end.</summary>
internal sealed class ProgressReporter(IProgress<DownloadProgress>? target, long initial, long? total)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _next;

    public void Report(long received, bool isLast = false)
    {
        long now = Stopwatch.GetTimestamp();
        if (target is not null && (isLast || now >= _next))
        {
            _next = now + (Stopwatch.Frequency / 10);
            double seconds = Stopwatch.GetElapsedTime(_start, now).TotalSeconds;
            double? rate = received == initial ? null : (received - initial) / seconds;
            target.Report(new DownloadProgress(received, total, rate));
        }
    }
}
