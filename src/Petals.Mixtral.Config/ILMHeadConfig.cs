using System.Runtime.Intrinsics.X86;

namespace Petals.Mixtral.Config;

/// <summary>The language-model head. The contract of Python's <c>LMHeadConfig</c> (Petals 2.3.0.dev2,
/// <c>client/lm_head.py</c>).</summary>
[JsonConverter(typeof(ConfigJsonConverter<ILMHeadConfig>))]
public interface ILMHeadConfig
{
    /// <summary>
    /// Whether the head is computed in chunks of the vocabulary, for CPUs without fast 16-bit arithmetic. JSON key
    /// <c>use_chunked_forward</c>: <c>"auto"</c>, <c>true</c> or <c>false</c>.
    /// </summary>
    /// <value><see cref="ChunkedForward.Auto"/> by default.</value>
    ChunkedForward UseChunkedForward { get; }

    /// <summary>The number of vocabulary rows of a chunk. JSON key <c>chunked_forward_step</c>.</summary>
    /// <value>16384 by default; at least 1.</value>
    int ChunkedForwardStep { get; }

    /// <summary>
    /// Whether this machine computes the head in chunks, if its weights are 16-bit and on the CPU:
    /// <see cref="ChunkedForward.Auto"/> means yes, except on an x86-64 with AVX-512F.
    /// </summary>
    /// <returns><see langword="true"/> for chunks.</returns>
    bool ResolveChunkedForward() =>
        UseChunkedForward switch
        {
            ChunkedForward.Always => true,
            ChunkedForward.Never => false,
            _ => RuntimeInformation.ProcessArchitecture != Architecture.X64 || !Avx512F.IsSupported,
        };

    /// <summary>Splits the rows of the head's weight into chunks of <see cref="ChunkedForwardStep"/> rows.</summary>
    /// <param name="vocabSize">The number of rows: the size of the vocabulary.</param>
    /// <returns>The rows of each chunk, in order. The last chunk may be smaller.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="vocabSize"/> is negative.</exception>
    /// <exception cref="PretrainedConfigException"><see cref="ChunkedForwardStep"/> is not positive.</exception>
    IReadOnlyList<Range> GetVocabularyChunks(int vocabSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vocabSize);
        int step = WholeNumber.Positive(ChunkedForwardStep);
        int count = (int)(((long)vocabSize + step - 1) / step);
        return new LazyList<Range>(count, index => (index * step)..(int)Math.Min((index + 1L) * step, vocabSize));
    }
}
