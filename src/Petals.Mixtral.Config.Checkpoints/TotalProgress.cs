using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Downloads;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>Adds up the progress of several files.</summary>
internal sealed class TotalProgress(IProgress<DownloadProgress>? target, long total)
{
    private readonly Dictionary<string, long> _received = new(StringComparer.Ordinal);
    private readonly ProgressReporter _reporter = new(target, 0, total);
    private long _sum;

    public IProgress<DownloadProgress>? ForFile(string file) => target is null ? null : new FileProgress(this, file);

    public void Report(string file, long received)
    {
        lock (_received)
        {
            _sum += received - _received.GetValueOrDefault(file);
            _received[file] = received;
            _reporter.Report(_sum, isLast: _sum == total);
        }
    }

    private sealed class FileProgress(TotalProgress all, string file) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => all.Report(file, value.BytesReceived);
    }
}
