using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz;

/// <summary>Formats a run as one line.</summary>
internal static class ReportLine
{
    public static string Of(string target, FuzzReport report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{target, -8} {report.Executions, 10} executions, "
                + $"{report.Executions / report.Elapsed.TotalSeconds, 7:0}/s, {report.Accepted} accepted, "
                + $"{report.Executions - report.Accepted} refused, "
                + $"{report.Branches} branches, {report.CorpusSize} inputs kept, slowest "
                + $"{report.Slowest.TotalMilliseconds:0.0} ms ({report.SlowestLength} bytes), "
                + $"most allocated {report.MostAllocated.Bytes} ({report.MostAllocated.Length} bytes), "
                + $"{report.Failures.Count} failures"
        );
}
