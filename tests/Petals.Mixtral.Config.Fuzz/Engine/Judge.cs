using System.Diagnostics;

namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>Gives a target one input, and judges what comes of it: the library's own exceptions refuse an input, any
/// other is a fault.</summary>
internal sealed class Judge(IFuzzTarget target)
{
    /// <summary>What using a value may allocate: indentation makes a deeply nested text many times as long.</summary>
    private static readonly AllocationLimit UseLimit = new(128 * 1024 * 1024, 8192);

    public Outcome Of(byte[] input)
    {
        long start = Stopwatch.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long read = before;
        bool isAccepted = false;
        string? failure = null;
        try
        {
            object? accepted = target.Read(input);
            read = GC.GetAllocatedBytesForCurrentThread();
            if (accepted is not null)
            {
                isAccepted = true;
                target.Use(accepted);
            }
        }
        catch (PretrainedConfigException exception)
        {
            // Its message is made only now, and must be fit to be shown.
            failure =
                exception.Message.Any(char.IsControl) ? $"A message of more than one line: {exception}"
                : isAccepted ? $"Refused after it was taken: {exception}"
                : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failure = exception.ToString();
        }

        long end = GC.GetAllocatedBytesForCurrentThread();
        read = read == before ? end : read;
        failure ??=
            read - before > target.LimitOf(input).For(input.Length)
                ? $"Reading {input.Length} bytes allocated {read - before}; allowed are {target.LimitOf(input)}."
                : null;
        failure ??=
            end - read > UseLimit.For(input.Length)
                ? $"Using what {input.Length} bytes say allocated {end - read}; allowed are {UseLimit}."
                : null;
        return new Outcome(isAccepted, read - before, Stopwatch.GetElapsedTime(start), failure);
    }
}
