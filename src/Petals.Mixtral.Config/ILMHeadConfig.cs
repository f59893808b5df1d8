namespace Petals.Mixtral.Config;

/// <summary>The language-model head. The contract of Python's <c>LMHeadConfig</c> (Petals 2.3.0.dev2, <c>client/lm_head.py</c>).</summary>
public interface ILMHeadConfig
{
    /// <summary>
    /// Whether the head is computed in chunks of the vocabulary, which suits CPUs without fast 16-bit arithmetic.
    /// JSON key <c>use_chunked_forward</c>: <c>"auto"</c>, <c>true</c> or <c>false</c>.
    /// </summary>
    /// <value><see cref="ChunkedForward.Auto"/> by default.</value>
    ChunkedForward UseChunkedForward { get; }

    /// <summary>The number of vocabulary rows of a chunk. JSON key <c>chunked_forward_step</c>.</summary>
    /// <value>16384 by default.</value>
    int ChunkedForwardStep { get; }
}
