namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>Measures an operation at two sizes, and reports what grows faster than its input or exceeds its
/// budget.</summary>
internal sealed class CostMeter(CostedOperation operation, Adversary adversary, CostScratch scratch)
{
    /// <summary>The size of the larger input, as a multiple of the smaller.</summary>
    private const int Step = 4;

    /// <summary>Linear growth is 4, quadratic is 16.</summary>
    private const double MaxGrowth = 7;

    /// <summary>Garbage collection of large inputs grows faster than their size.</summary>
    private const double MaxTimeGrowth = 10;

    /// <summary>The smallest growth in milliseconds that is not noise.</summary>
    private const double CertainTime = 1000;

    /// <summary>A shorter time is noise.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(3);

    /// <summary>The allocation for an input of any size.</summary>
    private const long FixedBytes = 400_000;

    /// <summary>The longest message of an exception, for an input of any size.</summary>
    private const int MaxMessageLength = 20_000;

    /// <returns>What is wrong; null if nothing is.</returns>
    public string? FindFault(int size)
    {
        (string small, string large) = (adversary.Create(size), adversary.Create(Step * size));
        long smallBytes = Run(small).Bytes;
        (long largeBytes, TimeSpan first, int message) = Run(large);
        if (message > MaxMessageLength)
        {
            return $"a message of {message} characters for {large.Length} characters";
        }

        long budget = (long)operation.MaxBytesPerByte * adversary.Amplification * large.Length;
        double proportional = MaxGrowth * smallBytes;
        if (largeBytes > Math.Min(budget, proportional) + FixedBytes)
        {
            // A collection may have emptied the array pool, which this run has filled again.
            largeBytes = Run(large).Bytes;
        }

        if (largeBytes > budget + FixedBytes)
        {
            return $"{largeBytes} bytes are allocated for {large.Length} characters, "
                + $"{largeBytes / large.Length} for each; at most {budget / large.Length} are allowed";
        }

        if (largeBytes > proportional + FixedBytes)
        {
            return $"{smallBytes} bytes are allocated for {small.Length} characters, {largeBytes} for {large.Length}";
        }

        return first < Noise ? null : FindSlowGrowth(small, large);
    }

    /// <summary>Confirms a suspicion with larger inputs, whose times have less noise.</summary>
    private string? FindSlowGrowth(string small, string large)
    {
        string fault = "";
        for (int attempt = 0; attempt < 3; attempt++)
        {
            (double smallTime, double largeTime) = (Fastest(small), Fastest(large));
            double growth = largeTime / Math.Max(smallTime, Noise.TotalMilliseconds / Step);
            if (growth <= MaxTimeGrowth)
            {
                return null;
            }

            fault =
                $"{smallTime:0.0} ms for {small.Length} characters, {largeTime:0.0} ms for {large.Length}: "
                + $"{growth:0.0} times the time for {Step} times the input";
            if (largeTime > CertainTime)
            {
                return fault;
            }

            (small, large) = (large, adversary.Create(Step * large.Length));
        }

        return fault;
    }

    private double Fastest(string input) => Enumerable.Range(0, 3).Min(_ => Run(input).Time.TotalMilliseconds);

    private (long Bytes, TimeSpan Time, int MessageLength) Run(string input)
    {
        Action run = operation.Prepare(input, scratch);
        int message = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        try
        {
            run();
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            message = exception.Message.Length;
        }

        // Other processes affect the clock time, other tests the processor time.
        TimeSpan clock = Stopwatch.GetElapsedTime(start);
        processor = Environment.CpuUsage.TotalTime - processor;
        TimeSpan time = clock < processor ? clock : processor;
        return (GC.GetAllocatedBytesForCurrentThread() - before, time, message);
    }

    private static bool IsExpected(Exception exception) =>
        exception is PretrainedConfigException or OptionsValidationException or JsonException;
}
