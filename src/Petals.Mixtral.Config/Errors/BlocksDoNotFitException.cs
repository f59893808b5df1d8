namespace Petals.Mixtral.Config;

/// <summary>A server has too little memory for its blocks. The message contains the memory that it has and the memory
/// that the blocks need.</summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class BlocksDoNotFitException(string message, Exception? innerException = null)
    : PretrainedConfigException(message, innerException)
{
    internal BlocksDoNotFitException(int blocks, long tokens, long requiredBytes, long memoryBytes)
        : this(
            $"The blocks ({blocks}), their attention caches ({tokens} tokens each) and a backward pass need "
                + $"{requiredBytes} bytes; there are {memoryBytes}. Give more memory, a smaller quantisation, fewer "
                + "blocks, or fewer tokens."
        )
    {
        RequiredBytes = requiredBytes;
        MemoryBytes = memoryBytes;
    }

    /// <summary>The bytes that the blocks need.</summary>
    public long RequiredBytes { get; }

    /// <summary>The bytes that the server has.</summary>
    public long MemoryBytes { get; }
}
