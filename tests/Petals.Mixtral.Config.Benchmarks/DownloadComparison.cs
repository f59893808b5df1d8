using System.Diagnostics;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>The download of 3 GiB from this machine, which includes its hash, beside curl with and without
/// sha256sum.</summary>
internal static class DownloadComparison
{
    private const string Repo = "acme/large";
    private const string Whole = "model.safetensors";
    private const long Size = 3L << 30;
    private const int Rounds = 3;
    private static readonly string[] Shards = ["shard-1", "shard-2", "shard-3", "shard-4"];

    /// <summary>Runs all ways in turn, and prints the medians, their ratios and the memory.</summary>
    public static async Task<int> RunAsync()
    {
        using var hub = new LoopbackHub();
        hub.Add(Whole, Size);
        foreach (string shard in Shards)
        {
            hub.Add(shard, Size / Shards.Length);
        }

        string url = $"{hub.Endpoint}{Repo}/resolve/main/";
        (string Name, Func<string, Task> Run)[] ways =
        [
            ("curl", folder => ShellAsync($"curl -sfo '{folder}/file' {url}{Whole}")),
            ("curl | sha256sum", _ => ShellAsync($"curl -sf {url}{Whole} | sha256sum")),
            ("library", folder => DownloadAsync(hub.Endpoint, folder, Whole)),
            (
                "curl, 4 shards at once",
                folder => Task.WhenAll(Shards.Select(shard => ShellAsync($"curl -sfo '{folder}/{shard}' {url}{shard}")))
            ),
            ("library, 4 shards at once", folder => DownloadAsync(hub.Endpoint, folder, Shards)),
        ];
        long memory = Environment.WorkingSet;
        double[][] seconds = [.. ways.Select(_ => new double[Rounds])];
        for (int i = 0; i < Rounds * ways.Length; i++)
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            long start = Stopwatch.GetTimestamp();
            await ways[i % ways.Length].Run(folder).ConfigureAwait(false);
            seconds[i % ways.Length][i / ways.Length] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Directory.Delete(folder, recursive: true);
        }

        using Process process = Process.GetCurrentProcess();
        double[] medians = [.. seconds.Select(times => times.Order().ElementAt(Rounds / 2))];
        foreach (((string name, _), double median) in ways.Zip(medians))
        {
            Print(
                $"{name, -26} {median, 6:F2} s   {median / medians[0]:F2} x curl, {median / medians[1]:F2} x curl | sha256sum"
            );
        }

        Print($"peak memory above the start: {(process.PeakWorkingSet64 - memory) / 1048576.0:F0} MiB");
        return 0;
    }

    private static async Task DownloadAsync(Uri endpoint, string folder, params string[] files)
    {
        var options = new HubClientOptions { Endpoint = endpoint, CacheDirectory = folder };
        using var client = new HubClient(options);
        await Task.WhenAll(files.Select(file => client.DownloadAsync(Repo, file))).ConfigureAwait(false);
    }

    private static async Task ShellAsync(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} ended with {process.ExitCode}");
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
