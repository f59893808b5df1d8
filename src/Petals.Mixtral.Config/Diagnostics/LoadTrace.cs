using System.Diagnostics;

namespace Petals.Mixtral.Config.Diagnostics;

/// <summary>The trace of one config that is loaded. There is none where nobody listens.</summary>
internal sealed class LoadTrace : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Activity? _activity;

    private LoadTrace(Activity? activity) => _activity = activity;

    public static LoadTrace? Start(string modelNameOrPath, string revision)
    {
        if (!Telemetry.Activities.HasListeners() && !Telemetry.LoadDuration.Enabled)
        {
            return null;
        }

        Activity? activity = Telemetry.Activities.StartActivity("load");
        activity?.SetTag("model", modelNameOrPath).SetTag("revision", revision);
        return new LoadTrace(activity);
    }

    public void Done(string path, string? commitHash)
    {
        _activity?.SetTag("path", path).SetTag("commit", commitHash);
        Record("loaded");
    }

    public void Failed(Exception exception)
    {
        _activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
        Record(exception.GetType().Name);
    }

    public void Dispose() => _activity?.Dispose();

    private void Record(string outcome) =>
        Telemetry.LoadDuration.Record(
            Stopwatch.GetElapsedTime(_start).TotalSeconds,
            new KeyValuePair<string, object?>("outcome", outcome)
        );
}
