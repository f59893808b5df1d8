using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="MixtralConfig"/>, a line each.</summary>
internal static class MixtralSettings
{
    private static readonly SettingList<MixtralConfig> Table = new(ConfigPart.Mixtral);

    // The formatter would make several lines of each setting.
    // csharpier-ignore-start
    public static readonly Setting<MixtralConfig, int> VocabSize =
        Table.Add("vocab_size", Kind.Integer, c => c.VocabSize);
    public static readonly Setting<MixtralConfig, int> HiddenSize =
        Table.Add("hidden_size", Kind.Integer, c => c.HiddenSize);
    public static readonly Setting<MixtralConfig, int> IntermediateSize =
        Table.Add("intermediate_size", Kind.Integer, c => c.IntermediateSize);
    public static readonly Setting<MixtralConfig, int> NumHiddenLayers =
        Table.Add("num_hidden_layers", Kind.Integer, c => c.NumHiddenLayers);
    public static readonly Setting<MixtralConfig, int> NumAttentionHeads =
        Table.Add("num_attention_heads", Kind.Integer, c => c.NumAttentionHeads);
    public static readonly Setting<MixtralConfig, int> NumKeyValueHeads =
        Table.Add("num_key_value_heads", Kind.Integer, c => c.NumKeyValueHeads);
    public static readonly Setting<MixtralConfig, int?> HeadDim =
        Table.Add("head_dim", Kind.IntegerOrNull, c => c.HeadDim);
    public static readonly Setting<MixtralConfig, string> HiddenAct =
        Table.Add("hidden_act", Kind.Text, c => c.HiddenAct);
    public static readonly Setting<MixtralConfig, int> MaxPositionEmbeddings =
        Table.Add("max_position_embeddings", Kind.Integer, c => c.MaxPositionEmbeddings);
    public static readonly Setting<MixtralConfig, double> InitializerRange =
        Table.Add("initializer_range", Kind.Number, c => c.InitializerRange);
    public static readonly Setting<MixtralConfig, double> RmsNormEps =
        Table.Add("rms_norm_eps", Kind.Number, c => c.RmsNormEps);
    public static readonly Setting<MixtralConfig, bool> UseCache =
        Table.Add("use_cache", Kind.Boolean, c => c.UseCache);
    public static readonly Setting<MixtralConfig, double> RopeTheta =
        Table.Add("rope_theta", Kind.Number, c => c.RopeTheta);
    public static readonly Setting<MixtralConfig, int?> SlidingWindow =
        Table.Add("sliding_window", Kind.IntegerOrNull, c => c.SlidingWindow);
    public static readonly Setting<MixtralConfig, double> AttentionDropout =
        Table.Add("attention_dropout", Kind.Number, c => c.AttentionDropout);
    public static readonly Setting<MixtralConfig, int> NumExpertsPerTok =
        Table.Add("num_experts_per_tok", Kind.Integer, c => c.NumExpertsPerTok);
    public static readonly Setting<MixtralConfig, int> NumLocalExperts =
        Table.Add("num_local_experts", Kind.Integer, c => c.NumLocalExperts);
    public static readonly Setting<MixtralConfig, bool> OutputRouterLogits =
        Table.Add("output_router_logits", Kind.Boolean, c => c.OutputRouterLogits);
    public static readonly Setting<MixtralConfig, double> RouterAuxLossCoef =
        Table.Add("router_aux_loss_coef", Kind.Number, c => c.RouterAuxLossCoef);
    public static readonly Setting<MixtralConfig, double> RouterJitterNoise =
        Table.Add("router_jitter_noise", Kind.Number, c => c.RouterJitterNoise);

    /// <summary>The key of transformers 5.</summary>
    public static readonly Setting<MixtralConfig, int> NumExperts =
        Table.Add("num_experts", Kind.Integer, c => c.NumLocalExperts, SettingRole.NewerKey, NumLocalExperts);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
