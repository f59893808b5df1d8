namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>The result of a run over one target.</summary>
internal sealed class FuzzReport
{
    private readonly Dictionary<string, Failure> _failures = new(StringComparer.Ordinal);

    public long Executions { get; private set; }

    public long Accepted { get; private set; }

    public int CorpusSize { get; set; }

    public int Branches { get; set; }

    public TimeSpan Elapsed { get; set; }

    public TimeSpan Slowest { get; private set; }

    public int SlowestLength { get; private set; }

    /// <summary>The largest allocation while an input was read, and the length of that input.</summary>
    public (long Bytes, int Length) MostAllocated { get; private set; }

    /// <summary>One failure of each kind.</summary>
    public IReadOnlyCollection<Failure> Failures => _failures.Values;

    /// <summary>Counts an execution. Returns true for a failure of a new kind.</summary>
    public bool Add(string target, byte[] input, Outcome outcome)
    {
        Executions++;
        Accepted += outcome.IsAccepted ? 1 : 0;
        if (outcome.Elapsed > Slowest)
        {
            (Slowest, SlowestLength) = (outcome.Elapsed, input.Length);
        }

        if (outcome.Allocated > MostAllocated.Bytes)
        {
            MostAllocated = (outcome.Allocated, input.Length);
        }

        return outcome.Failure is not null
            && new Failure(target, input, outcome.Failure) is var failure
            && _failures.TryAdd(failure.Key, failure);
    }
}
