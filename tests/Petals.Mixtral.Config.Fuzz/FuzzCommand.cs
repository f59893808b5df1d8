using System.CommandLine;
using Petals.Mixtral.Config.Fuzz.Engine;
using Petals.Mixtral.Config.Fuzz.Targets;

namespace Petals.Mixtral.Config.Fuzz;

/// <summary>The command line: which targets, how many executions, from which seed.</summary>
internal static class FuzzCommand
{
    private static readonly Option<long> Executions = new("--executions")
    {
        Description = "How many for all targets together.",
        DefaultValueFactory = _ => 1_000_000,
    };
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The same seed makes the same run.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<string[]> Target = new("--target")
    {
        Description = "The targets; all where none is named.",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<FileInfo?> Replay = new("--replay")
    {
        Description = "Executes the input of a file, and nothing else, on one target.",
    };
    private static readonly Option<DirectoryInfo> Failures = new("--failures")
    {
        Description = "Where inputs that fail are kept.",
        DefaultValueFactory = _ => new DirectoryInfo("fuzz-failures"),
    };
    private static readonly Option<string?> Current = new("--current")
    {
        Description = "Set by the program itself, for the process that it starts.",
        Hidden = true,
    };

    public static int Run(string[] args)
    {
        Target.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
        var command = new RootCommand("Throws hostile input at the library, guided by the branches that it takes.")
        {
            Executions,
            Seed,
            Target,
            Replay,
            Failures,
            Current,
        };
        command.SetAction(parsed =>
            parsed.GetValue(Replay) is { } file ? Execute(parsed, file)
            : parsed.GetValue(Current) is { } current ? Fuzz(parsed, current)
            : Guarded(parsed, args)
        );
        return command.Parse(args).Invoke();
    }

    private static string[] Targets(ParseResult parsed) =>
        parsed.GetValue(Target) is { Length: > 0 } named ? named : [.. FuzzTargets.Names];

    /// <summary>Runs an instrumented copy in a process of its own. Some faults end the process and cannot be caught,
    /// but its current input remains.</summary>
    private static int Guarded(ParseResult parsed, string[] args)
    {
        using var process = new InstrumentedProcess();
        int exit = process.Run(args, "--current");
        if (exit is not (0 or 1))
        {
            (string target, byte[] input) = CurrentInput.Read(process.CurrentPath);
            new FailureFiles(parsed.GetRequiredValue(Failures)).Write(
                new Failure(target, input, $"The process ended with {exit}.")
            );
            return 1;
        }

        return exit;
    }

    private static int Fuzz(ParseResult parsed, string currentPath)
    {
        var files = new FailureFiles(parsed.GetRequiredValue(Failures));
        string[] names = Targets(parsed);
        var coverage = new CoverageMap();
        using var current = new CurrentInput(currentPath);
        using var watchdog = new Watchdog();
        bool failed = false;
        foreach (string name in names)
        {
            using IFuzzTarget target = FuzzTargets.Create(name);
            coverage.Forget();
            var fuzzer = new Fuzzer(target, parsed.GetValue(Seed))
            {
                Coverage = coverage,
                OnExecuting = input =>
                {
                    current.Write(name, input);
                    watchdog.Restart();
                },
                OnFailure = files.Write,
            };
            FuzzReport report = fuzzer.Run(parsed.GetValue(Executions) / names.Length);
            Console.WriteLine(ReportLine.Of(name, report));
            failed |= report.Failures.Count > 0;
        }

        return failed ? 1 : 0;
    }

    private static int Execute(ParseResult parsed, FileInfo file)
    {
        using IFuzzTarget target = FuzzTargets.Create(
            parsed.GetValue(Target) is [var name] ? name : file.Name.Split('-')[0]
        );
        Outcome outcome = new Judge(target).Of(File.ReadAllBytes(file.FullName));
        Console.WriteLine(outcome.Failure ?? (outcome.IsAccepted ? "accepted" : "refused"));
        return outcome.Failure is null ? 0 : 1;
    }
}
