using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="MixtralConfig"/>, a line each.</summary>
internal static class MixtralSettings
{
    private static readonly SettingList<MixtralConfig> Table = new(ConfigPart.Mixtral);

    // The formatter would make six lines of each setting.
    // csharpier-ignore-start
    public static readonly Setting<MixtralConfig, int> VocabSize =
        Table.Add("vocab_size", Kind.Integer, c => c.VocabSize, (c, v) => c with { VocabSize = v });
    public static readonly Setting<MixtralConfig, int> HiddenSize =
        Table.Add("hidden_size", Kind.Integer, c => c.HiddenSize, (c, v) => c with { HiddenSize = v });
    public static readonly Setting<MixtralConfig, int> IntermediateSize =
        Table.Add("intermediate_size", Kind.Integer, c => c.IntermediateSize,
            (c, v) => c with { IntermediateSize = v });
    public static readonly Setting<MixtralConfig, int> NumHiddenLayers =
        Table.Add("num_hidden_layers", Kind.Integer, c => c.NumHiddenLayers, (c, v) => c with { NumHiddenLayers = v });
    public static readonly Setting<MixtralConfig, int> NumAttentionHeads =
        Table.Add("num_attention_heads", Kind.Integer, c => c.NumAttentionHeads,
            (c, v) => c with { NumAttentionHeads = v });
    public static readonly Setting<MixtralConfig, int> NumKeyValueHeads =
        Table.Add("num_key_value_heads", Kind.Integer, c => c.NumKeyValueHeads,
            (c, v) => c with { NumKeyValueHeads = v });
    public static readonly Setting<MixtralConfig, int?> HeadDim =
        Table.Add("head_dim", Kind.IntegerOrNull, c => c.HeadDim, (c, v) => c with { HeadDim = v });
    public static readonly Setting<MixtralConfig, string> HiddenAct =
        Table.Add("hidden_act", Kind.Text, c => c.HiddenAct, (c, v) => c with { HiddenAct = v });
    public static readonly Setting<MixtralConfig, int> MaxPositionEmbeddings =
        Table.Add("max_position_embeddings", Kind.Integer, c => c.MaxPositionEmbeddings,
            (c, v) => c with { MaxPositionEmbeddings = v });
    public static readonly Setting<MixtralConfig, double> InitializerRange =
        Table.Add("initializer_range", Kind.Number, c => c.InitializerRange,
            (c, v) => c with { InitializerRange = v });
    public static readonly Setting<MixtralConfig, double> RmsNormEps =
        Table.Add("rms_norm_eps", Kind.Number, c => c.RmsNormEps, (c, v) => c with { RmsNormEps = v });
    public static readonly Setting<MixtralConfig, bool> UseCache =
        Table.Add("use_cache", Kind.Boolean, c => c.UseCache, (c, v) => c with { UseCache = v });
    public static readonly Setting<MixtralConfig, double> RopeTheta =
        Table.Add("rope_theta", Kind.Number, c => c.RopeTheta, (c, v) => c with { RopeTheta = v });
    public static readonly Setting<MixtralConfig, int?> SlidingWindow =
        Table.Add("sliding_window", Kind.IntegerOrNull, c => c.SlidingWindow, (c, v) => c with { SlidingWindow = v });
    public static readonly Setting<MixtralConfig, double> AttentionDropout =
        Table.Add("attention_dropout", Kind.Number, c => c.AttentionDropout,
            (c, v) => c with { AttentionDropout = v });
    public static readonly Setting<MixtralConfig, int> NumExpertsPerTok =
        Table.Add("num_experts_per_tok", Kind.Integer, c => c.NumExpertsPerTok,
            (c, v) => c with { NumExpertsPerTok = v });
    public static readonly Setting<MixtralConfig, int> NumLocalExperts =
        Table.Add("num_local_experts", Kind.Integer, c => c.NumLocalExperts, (c, v) => c with { NumLocalExperts = v });
    public static readonly Setting<MixtralConfig, bool> OutputRouterLogits =
        Table.Add("output_router_logits", Kind.Boolean, c => c.OutputRouterLogits,
            (c, v) => c with { OutputRouterLogits = v });
    public static readonly Setting<MixtralConfig, double> RouterAuxLossCoef =
        Table.Add("router_aux_loss_coef", Kind.Number, c => c.RouterAuxLossCoef,
            (c, v) => c with { RouterAuxLossCoef = v });
    public static readonly Setting<MixtralConfig, double> RouterJitterNoise =
        Table.Add("router_jitter_noise", Kind.Number, c => c.RouterJitterNoise,
            (c, v) => c with { RouterJitterNoise = v });

    /// <summary>The key of transformers 5.</summary>
    public static readonly Setting<MixtralConfig, int> NumExperts =
        Table.Add("num_experts", Kind.Integer, c => c.NumLocalExperts,
            (c, v) => c with { NumLocalExperts = v }, SettingRole.NewerKey, NumLocalExperts);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
