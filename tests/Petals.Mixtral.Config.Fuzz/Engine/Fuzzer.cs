using System.Diagnostics;
using Petals.Mixtral.Config.Fuzz.Mutation;

namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>Makes inputs of inputs and gives them to a target. The same seed makes the same run.</summary>
internal sealed class Fuzzer(IFuzzTarget target, int seed)
{
    /// <summary>What costs more than this to read is not kept: others made of it would cost as much.</summary>
    private const long MaxKeptAllocation = 4 * 1024 * 1024;

    /// <summary>Counts branches; <see langword="null"/> where the library is not instrumented, so that no input is
    /// kept.</summary>
    public CoverageMap? Coverage { get; init; }

    /// <summary>Told of every input before it is executed.</summary>
    public Action<byte[]> OnExecuting { get; init; } = _ => { };

    /// <summary>Told of every failure of a new kind.</summary>
    public Action<Failure> OnFailure { get; init; } = _ => { };

    public FuzzReport Run(long executions)
    {
        long start = Stopwatch.GetTimestamp();
        var report = new FuzzReport();
        var random = new Random(seed);
        var corpus = new Corpus(target.Seeds);
        var mutator = new Mutator(random, target.Words);
        var judge = new Judge(target);
        foreach (byte[] input in target.Seeds)
        {
            // Twice: what happens once in a process is not what an input costs.
            judge.Of(input);
            Execute(input, judge, report, corpus);
        }

        while (report.Executions < executions)
        {
            Execute(mutator.Mutate(corpus.Pick(random), corpus.Pick(random)), judge, report, corpus);
        }

        report.CorpusSize = corpus.Count;
        report.Branches = Coverage?.Branches ?? 0;
        report.Elapsed = Stopwatch.GetElapsedTime(start);
        return report;
    }

    private void Execute(byte[] input, Judge judge, FuzzReport report, Corpus corpus)
    {
        OnExecuting(input);
        Coverage?.Clear();
        Outcome outcome = judge.Of(input);
        if (Coverage?.Learn() == true && outcome.Allocated <= MaxKeptAllocation)
        {
            corpus.Add(input);
        }

        if (report.Add(target.Name, input, outcome))
        {
            OnFailure(new Failure(target.Name, input, outcome.Failure!));
        }
    }
}
