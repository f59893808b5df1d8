using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Petals.Mixtral.Config.Diagnostics;

/// <summary>The library's traces and metrics, both named <see cref="Name"/>. Without a listener they only
/// check a flag.</summary>
internal static class Telemetry
{
    public const string Name = "Petals.Mixtral.Config";

    private static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter Meter = new(Name, Version);

    private static readonly Counter<long> Downloads = Meter.CreateCounter<long>(
        "petals.hub.downloads",
        "{download}",
        "Files asked of the Hub; the tag outcome is downloaded, unchanged, or the type of the error."
    );

    public static Counter<long> ReceivedBytes { get; } =
        Meter.CreateCounter<long>("petals.hub.received", "By", "Bytes of files that were downloaded.");

    public static Counter<long> Retries { get; } =
        Meter.CreateCounter<long>("petals.hub.retries", "{retry}", "Requests that were made again.");

    public static ActivitySource Activities { get; } = new(Name, Version);

    private static readonly Histogram<double> LoadDuration = Meter.CreateHistogram<double>(
        "petals.config.load.duration",
        "s",
        "Time to load a config; the tag outcome is loaded, or the type of the error."
    );

    public static void CountDownload(string outcome) => Downloads.Add(1, Outcome(outcome));

    /// <param name="start">The timestamp of <see cref="Stopwatch"/> when the load began.</param>
    /// <param name="outcome">The value of the tag.</param>
    public static void RecordLoad(long start, string outcome) =>
        LoadDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, Outcome(outcome));

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
