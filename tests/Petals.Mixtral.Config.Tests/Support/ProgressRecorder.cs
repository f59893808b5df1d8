namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Keeps the reports of a download, and acts on each.</summary>
internal sealed class ProgressRecorder(Action<DownloadProgress>? act = null) : IProgress<DownloadProgress>
{
    public List<DownloadProgress> Reports { get; } = [];

    public void Report(DownloadProgress value)
    {
        Reports.Add(value);
        act?.Invoke(value);
    }
}
