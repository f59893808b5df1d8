namespace Petals.Mixtral.Config;

/// <summary>A server has not enough memory for the blocks it is to hold. The message says how much it has, and how much
/// they need.</summary>
public sealed class BlocksDoNotFitException : PretrainedConfigException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What does not fit, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public BlocksDoNotFitException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    internal BlocksDoNotFitException(int blocks, long tokens, long requiredBytes, long memoryBytes)
        : base(
            $"{(blocks == 1 ? "One block" : $"{blocks} blocks")} with an attention cache of {tokens} "
                + $"{(tokens == 1 ? "token" : "tokens")} and room for a backward pass "
                + $"{(blocks == 1 ? "needs" : "need")} {requiredBytes} bytes; there are {memoryBytes}. Give more "
                + "memory, a smaller quantisation, "
                + $"{(blocks == 1 ? "or fewer tokens" : "fewer tokens, or fewer blocks")}."
        )
    {
        RequiredBytes = requiredBytes;
        MemoryBytes = memoryBytes;
    }

    /// <summary>The bytes that are needed.</summary>
    public long RequiredBytes { get; }

    /// <summary>The bytes that there are.</summary>
    public long MemoryBytes { get; }
}
