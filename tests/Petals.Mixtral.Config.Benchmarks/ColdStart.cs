using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>The whole time of the native tool's <c>json</c>, beside a native program that does no more than read the
/// same files.</summary>
internal static class ColdStart
{
    private const int Pairs = 101;
    private const string Output = "artifacts/cold-start";

    /// <summary>Publishes both programs, runs them in turn, and prints the medians.</summary>
    public static int Compare()
    {
        string floor = Publish("tests/Petals.Mixtral.Config.Floor", "Petals.Mixtral.Config.Floor");
        string tool = Publish("src/Petals.Mixtral.Config.Tool", "mixtral-config");
        using var cache = new WarmCache(PublishedFile.Read(PublishedFile.SmallId));
        double[] floors = new double[Pairs];
        double[] tools = new double[Pairs];
        double[] ratios = new double[Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            floors[i] = Time(floor, [cache.RepoFolder]);
            tools[i] = Time(tool, ["json", PublishedFile.SmallId, "--cache-dir", cache.Folder, "--offline"]);
            ratios[i] = tools[i] / floors[i];
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"medians of {Pairs} pairs: floor {Median(floors):F2} ms, tool {Median(tools):F2} ms; ratio of a "
                    + $"pair {Median(ratios):F2}"
            )
        );
        return 0;
    }

    private static string Publish(string project, string program)
    {
        string[] linker =
            RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && !File.Exists("/usr/bin/clang")
                ? ["-p:CppCompilerAndLinker=gcc"]
                : [];
        Run(
            "dotnet",
            [
                "publish",
                project,
                "--configuration",
                "Release",
                "--output",
                Path.Join(Output, program),
                "-p:PublishAot=true",
                "-p:PackAsTool=false",
                .. linker,
            ]
        );
        return Path.Join(Output, program, program);
    }

    private static double Time(string program, string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        Run(program, arguments);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Run(string program, string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }
        )!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
