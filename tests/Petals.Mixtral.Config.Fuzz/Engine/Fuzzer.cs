using System.Diagnostics;
using Petals.Mixtral.Config.Fuzz.Mutation;

namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>Derives inputs from inputs and gives them to a target. The same seed gives the same run.</summary>
internal sealed class Fuzzer(IFuzzTarget target, int seed)
{
    /// <summary>Inputs that cost more than this are not kept, because inputs derived from them cost as much.</summary>
    private const long MaxKeptAllocation = 4 * 1024 * 1024;

    /// <summary>Counts branches. Null if the library is not instrumented; then no input is kept.</summary>
    public CoverageMap? Coverage { get; init; }

    /// <summary>Called with each input before it is executed.</summary>
    public Action<byte[]> OnExecuting { get; init; } = _ => { };

    /// <summary>Called with each failure of a new kind.</summary>
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
            // The first execution pays for initialisation, so only the second is measured.
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
