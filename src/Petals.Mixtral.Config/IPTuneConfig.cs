namespace Petals.Mixtral.Config;

/// <summary>Prompt tuning. The contract of Python's <c>PTuneConfig</c> (Petals 2.3.0.dev2,
/// <c>client/ptune.py</c>).</summary>
[JsonConverter(typeof(ConfigJsonConverter<IPTuneConfig>))]
public interface IPTuneConfig
{
    /// <summary>The number of trainable tokens before every input. JSON key <c>pre_seq_len</c>.</summary>
    /// <value>0 by default; at least 1 with a <see cref="TuningMode"/>, otherwise 0.</value>
    int PreSeqLen { get; }

    /// <summary>The fine-tuning regime. JSON key <c>tuning_mode</c>: <c>null</c>, <c>"ptune"</c> or
    /// <c>"deep_ptune"</c>.</summary>
    /// <value><see langword="null"/> by default: none.</value>
    TuningMode? TuningMode { get; }
}
