using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Downloads;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>Adds up the progress of several files.</summary>
internal sealed class TotalProgress(IProgress<DownloadProgress>? target, long total)
{
    private readonly Lock _lock = new();
    private readonly ProgressReporter _reporter = new(target, 0, total);
    private long _sum;

    /// <summary>Creates the progress of one file, which also reports to its own target.</summary>
    public IProgress<DownloadProgress> ForFile(IProgress<DownloadProgress>? own) => new FileProgress(this, own);

    private void Add(long count, bool isFirst)
    {
        lock (_lock)
        {
            _sum += count;
            if (isFirst)
            {
                // The first report of a file is about the bytes that were there.
                _reporter.AddInitial(count);
            }

            _reporter.Report(_sum, isLast: _sum == total);
        }
    }

    private sealed class FileProgress(TotalProgress all, IProgress<DownloadProgress>? own) : IProgress<DownloadProgress>
    {
        private long? _received;

        public void Report(DownloadProgress value)
        {
            all.Add(value.BytesReceived - (_received ?? 0), isFirst: _received is null);
            _received = value.BytesReceived;
            own?.Report(value);
        }
    }
}
