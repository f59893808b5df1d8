namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Reports the progress of an attempt about ten times a second, and always its beginning and end.</summary>
internal sealed class ProgressReporter(IProgress<DownloadProgress>? target, long initial, long? total)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _next;

    /// <summary>Adds bytes that were there before, which do not count for the rate.</summary>
    public void AddInitial(long count) => initial += count;

    public void Report(long received, bool isLast = false)
    {
        long now = Stopwatch.GetTimestamp();
        if (target is null || (now < _next && !isLast))
        {
            return;
        }

        double? rate = null;
        if (received > initial)
        {
            _next = now + (Stopwatch.Frequency / 10);
            rate = (received - initial) / Stopwatch.GetElapsedTime(_start, now).TotalSeconds;
        }

        target.Report(new DownloadProgress(received, total, rate));
    }
}
