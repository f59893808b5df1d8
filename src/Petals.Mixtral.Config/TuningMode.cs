namespace Petals.Mixtral.Config;

/// <summary>The regime of prompt tuning. In JSON a string; no tuning is <c>null</c>.</summary>
public enum TuningMode
{
    /// <summary>Trainable embeddings before the input of the first block; <c>"ptune"</c> in JSON.</summary>
    PTune,

    /// <summary>Trainable embeddings before the input of every block; <c>"deep_ptune"</c> in JSON.</summary>
    DeepPTune,
}
