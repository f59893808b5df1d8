namespace Petals.Mixtral.Config;

/// <summary>Whether the language-model head is computed in chunks. In JSON a Boolean or the string
/// <c>"auto"</c>.</summary>
public enum ChunkedForward
{
    /// <summary>Chunked unless the CPU is an x86-64 with AVX-512; <c>"auto"</c> in JSON.</summary>
    Auto,

    /// <summary>Always chunked; <c>true</c> in JSON.</summary>
    Always,

    /// <summary>Never chunked; <c>false</c> in JSON.</summary>
    Never,
}
