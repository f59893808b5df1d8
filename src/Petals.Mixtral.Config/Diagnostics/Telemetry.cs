using System.Diagnostics.Metrics;

namespace Petals.Mixtral.Config.Diagnostics;

/// <summary>The library's traces and metrics. Without a listener they only check a flag.</summary>
public static class Telemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "Petals.Mixtral.Config";

    private static readonly Meter Meter = new(Name, PackageVersion.Value);

    private static readonly Histogram<double> LoadDuration = Meter.CreateHistogram(
        "petals.config.load.duration",
        "s",
        "Time to load a config.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                0.001,
                0.0025,
                0.005,
                0.01,
                0.025,
                0.05,
                0.1,
                0.25,
                0.5,
                1,
                2.5,
                5,
                10,
                30,
                100,
            ],
        }
    );

    private static readonly Counter<long> Downloads = Meter.CreateCounter<long>(
        "petals.config.hub.downloads",
        "{download}",
        "Files requested from the Hub."
    );

    internal static Counter<long> ReceivedBytes { get; } =
        Meter.CreateCounter<long>("petals.config.hub.received", "By", "Bytes of downloaded files.");

    internal static Counter<long> Retries { get; } =
        Meter.CreateCounter<long>("petals.config.hub.retries", "{retry}", "Repeated requests.");

    internal static ActivitySource Activities { get; } = new(Name, PackageVersion.Value);

    internal static void CountDownload(string outcome) =>
        Downloads.Add(1, KeyValuePair.Create("petals.config.hub.outcome", (object?)outcome));

    internal static void CountFailedDownload(Exception exception) => Downloads.Add(1, ErrorType(exception));

    /// <param name="start">The timestamp of <see cref="Stopwatch"/> when the load began.</param>
    /// <param name="exception">The error; null after a successful load.</param>
    internal static void RecordLoad(long start, Exception? exception) =>
        LoadDuration.Record(
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            exception is null ? [] : [ErrorType(exception)]
        );

    internal static void SetError(this Activity activity, Exception exception) =>
        activity
            .SetStatus(ActivityStatusCode.Error, exception.Message)
            .SetTag("error.type", exception.GetType().FullName);

    private static KeyValuePair<string, object?> ErrorType(Exception exception) =>
        new("error.type", exception.GetType().FullName);
}
