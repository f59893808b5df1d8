using System.Diagnostics;

namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>Gives a target one input and judges the result. The library's own exceptions reject an input; any other
/// is a fault.</summary>
internal sealed class Judge(IFuzzTarget target)
{
    /// <summary>What using a value may allocate. Indentation multiplies the length of deeply nested text.</summary>
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
            // The message is created here, and must be printable.
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
                ? $"Using the value of {input.Length} bytes allocated {end - read} bytes; the limit is {UseLimit}."
                : null;
        return new Outcome(isAccepted, read - before, Stopwatch.GetElapsedTime(start), failure);
    }
}
