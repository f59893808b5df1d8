using System.Diagnostics;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Diagnostics;

/// <summary>The trace of one file that the Hub is asked for.</summary>
internal sealed class DownloadTrace : IDisposable
{
    private readonly Activity? _activity;

    private DownloadTrace(Activity? activity) => _activity = activity;

    public static DownloadTrace Start(string repoId, string revision, string fileName)
    {
        Activity? activity = Telemetry.Activities.StartActivity("download", ActivityKind.Client);
        activity?.SetTag("repo", repoId).SetTag("revision", revision).SetTag("file", fileName);
        return new DownloadTrace(activity);
    }

    public void Done(HubFile file)
    {
        Telemetry.Downloaded(file.WasDownloaded ? "downloaded" : "unchanged");
        _activity?.SetTag("commit", file.CommitHash).SetTag("downloaded", file.WasDownloaded);
    }

    public void Failed(Exception exception)
    {
        Telemetry.Downloaded(exception.GetType().Name);
        _activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
    }

    public void Dispose() => _activity?.Dispose();
}
