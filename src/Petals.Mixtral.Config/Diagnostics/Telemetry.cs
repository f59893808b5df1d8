using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Petals.Mixtral.Config.Diagnostics;

/// <summary>The library's traces and metrics, both named <see cref="Name"/>. Where nobody listens they cost a look at a
/// flag.</summary>
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

    private static readonly Counter<long> ReceivedBytes = Meter.CreateCounter<long>(
        "petals.hub.received",
        "By",
        "Bytes of files that were downloaded."
    );

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "petals.hub.retries",
        "{retry}",
        "Requests that were made again."
    );

    public static ActivitySource Activities { get; } = new(Name, Version);

    public static Histogram<double> LoadDuration { get; } =
        Meter.CreateHistogram<double>(
            "petals.config.load.duration",
            "s",
            "Time to load a config; the tag outcome is loaded, or the type of the error."
        );

    public static void Downloaded(string outcome) =>
        Downloads.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void Received(long bytes) => ReceivedBytes.Add(bytes);

    public static void Retried() => Retries.Add(1);
}
