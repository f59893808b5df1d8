namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="MixtralConfig"/>, a line each.</summary>
internal static class MixtralSettings
{
    private static readonly SettingList<MixtralConfig> Table = new(ConfigPart.Mixtral);

    // The formatter would break each setting into several lines.
    // csharpier-ignore-start
    public static readonly Setting<int> VocabSize = Table.Add(Kind.Integer, c => c.VocabSize);
    public static readonly Setting<int> HiddenSize = Table.Add(Kind.Integer, c => c.HiddenSize);
    public static readonly Setting<int> IntermediateSize = Table.Add(Kind.Integer, c => c.IntermediateSize);
    public static readonly Setting<int> NumHiddenLayers = Table.Add(Kind.Integer, c => c.NumHiddenLayers);
    public static readonly Setting<int> NumAttentionHeads = Table.Add(Kind.Integer, c => c.NumAttentionHeads);
    public static readonly Setting<int> NumKeyValueHeads = Table.Add(Kind.Integer, c => c.NumKeyValueHeads);
    public static readonly Setting<int?> HeadDim = Table.Add(Kind.IntegerOrNull, c => c.HeadDim);
    public static readonly Setting<string> HiddenAct = Table.Add(Kind.Text, c => c.HiddenAct);
    public static readonly Setting<int> MaxPositionEmbeddings = Table.Add(Kind.Integer, c => c.MaxPositionEmbeddings);
    public static readonly Setting<double> InitializerRange = Table.Add(Kind.Number, c => c.InitializerRange);
    public static readonly Setting<double> RmsNormEps = Table.Add(Kind.Number, c => c.RmsNormEps);
    public static readonly Setting<bool> UseCache = Table.Add(Kind.Boolean, c => c.UseCache);
    public static readonly Setting<double> RopeTheta = Table.Add(Kind.Number, c => c.RopeTheta);
    public static readonly Setting<int?> SlidingWindow = Table.Add(Kind.IntegerOrNull, c => c.SlidingWindow);
    public static readonly Setting<double> AttentionDropout = Table.Add(Kind.Number, c => c.AttentionDropout);
    public static readonly Setting<int> NumExpertsPerTok = Table.Add(Kind.Integer, c => c.NumExpertsPerTok);
    public static readonly Setting<int> NumLocalExperts = Table.Add(Kind.Integer, c => c.NumLocalExperts);
    public static readonly Setting<bool> OutputRouterLogits = Table.Add(Kind.Boolean, c => c.OutputRouterLogits);
    public static readonly Setting<double> RouterAuxLossCoef = Table.Add(Kind.Number, c => c.RouterAuxLossCoef);
    public static readonly Setting<double> RouterJitterNoise = Table.Add(Kind.Number, c => c.RouterJitterNoise);

    /// <summary>The key of transformers 5.</summary>
    public static readonly Setting<int> NumExperts =
        Table.Add(Kind.Integer, c => c.NumLocalExperts, SettingRole.NewerKey, NumLocalExperts);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
